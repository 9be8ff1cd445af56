use arrayvec::{ArrayString, ArrayVec};
use bytes::{Bytes, BytesMut};
use indexmap::{IndexMap, IndexSet};
use ordered_float::{NotNan, OrderedFloat};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use smallvec::SmallVec;
use url::Url;

type Tags = SmallVec<[u16; 4]>;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    pub url: Url,
    pub headers: IndexMap<String, Bytes>,
    pub order: IndexSet<u8>,
    pub tags: Tags,
    pub path: ArrayVec<u32, 8>,
    pub short: ArrayString<16>,
    pub body: ByteBuf,
    #[serde(with = "serde_bytes")]
    pub raw: Vec<u8>,
    pub score: OrderedFloat<f32>,
    pub rank: NotNan<f64>,
    pub tail: BytesMut,
}
