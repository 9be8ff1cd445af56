use bincode::Options;
use serde::{Deserialize, Serialize};
use std::fs::File;

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct Entity {
    x: f32,
    y: f32,
    hp: u32,
}

#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct World(Vec<Entity>, #[serde(rename = "tick")] u64);

fn save(world: &World) {
    let mut file = File::create("world.dat").unwrap();
    bincode::options().with_big_endian().serialize_into(&mut file, world).unwrap();
}
