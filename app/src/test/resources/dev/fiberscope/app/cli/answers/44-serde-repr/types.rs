use serde::{Deserialize, Serialize};
use serde_repr::{Deserialize_repr, Serialize_repr};

#[derive(Serialize_repr, Deserialize_repr, PartialEq, Debug, Clone, Copy)]
#[repr(u8)]
pub enum MessageType {
    One = 1,
    Two,
    Five = 5,
}

#[derive(Serialize_repr, Deserialize_repr, PartialEq, Debug, Clone, Copy)]
#[repr(i32)]
enum Code { Ok = 0, Fatal = -2 }

#[derive(Serialize, Deserialize, Debug)]
pub enum Plain { A, B }

#[derive(Serialize, Deserialize, Debug)]
pub struct Frame {
    pub ty: MessageType,
    code: Code,
    pub plain: Plain,
    pub len: u16,
}
