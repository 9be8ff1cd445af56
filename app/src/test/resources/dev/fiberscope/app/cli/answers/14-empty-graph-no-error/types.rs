//! `snapshot_bin`: the graph on disk.
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

pub const VERSION: u32 = 4;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Node {
    pub id: u64,
    pub label: String,
    pub weight: f32,
    pub file: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub enum EdgeKind { Calls, Imports, Owns }

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Edge(pub u64, pub u64, pub EdgeKind);

#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Graph {
    pub version: u32,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

pub fn load(bytes: &[u8]) -> Result<Graph, bincode::error::DecodeError> {
    // bumped bincode 1.3 -> 2.0
    let (g, _read) = bincode::serde::decode_from_slice(bytes, bincode::config::standard())?;
    Ok(g)
}
