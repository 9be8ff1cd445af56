use serde::{Deserialize, Serialize};

const MAGIC_NUMBER: u16 = 1234;
const VERSION_NUMBER: u16 = 1;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CollectorCommand {
    SubmitData {
        collector_id: u128,
        total_memory: u64,
        used_memory: u64,
        average_cpu_usage: f32,
    },
    RequestWork(u128),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CollectorResponse {
    Ack(u32),
    NoWork,
    Task(TaskType),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum TaskType { Shutdown }

pub fn encode<T: Serialize>(timestamp: u32, msg: &T) -> Vec<u8> {
    let body = bincode::serialize(msg).unwrap();
    let crc = crc32fast::hash(&body);
    let mut result = Vec::with_capacity(16 + body.len());
    result.extend_from_slice(&MAGIC_NUMBER.to_be_bytes());
    result.extend_from_slice(&VERSION_NUMBER.to_be_bytes());
    result.extend_from_slice(&timestamp.to_be_bytes());
    result.extend_from_slice(&(body.len() as u32).to_be_bytes());
    result.extend_from_slice(&body);
    result.extend_from_slice(&crc.to_be_bytes());
    result
}
