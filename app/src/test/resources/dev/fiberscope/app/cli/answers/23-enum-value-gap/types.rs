use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u32)]
#[allow(non_camel_case_types)]
pub enum CXmlMagic {
    None = 0,
    One = 0x464F4352,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct CXmlHeader {
    pub magic: CXmlMagic,
    pub version: u16,
    pub flags: u16,
    pub size: u64,
}
