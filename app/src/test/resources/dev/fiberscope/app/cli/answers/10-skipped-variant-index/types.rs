#[macro_use]
extern crate serde_derive;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Data {
    #[serde(skip)]
    Internal(std::rc::Rc<str>),
    B,
    C { n: u16 },
    D(u8),
}

fn main() {
    // encoded: B, C { n: 513 }, D(4)
    let all = vec![Data::B, Data::C { n: 513 }, Data::D(4)];
    println!("{:02x?}", bincode::serialize(&all).unwrap());
}
