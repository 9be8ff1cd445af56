use bincode::{Decode, Encode};

/// bincode 2 has no Encode for uuid::Uuid, so we keep the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
pub struct Id(pub [u8; 16]);

impl From<uuid::Uuid> for Id {
    fn from(u: uuid::Uuid) -> Self {
        Id(*u.as_bytes())
    }
}

#[derive(Clone, Debug, Encode, Decode)]
pub struct Order {
    pub id: Id,
    pub lines: u32,
    pub open: bool,
}
