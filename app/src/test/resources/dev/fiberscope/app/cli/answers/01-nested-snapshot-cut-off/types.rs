use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

/// Key of something a provider owns; `T` only keeps keys apart at compile time.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PKey<T>(u64, PhantomData<T>);

impl<T> fmt::Debug for PKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PKey({})", self.0)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Provider;

pub type ClientId = [u8; 4];
type VaultId = u16;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum ReadResult {
    Missing,
    Present { kind: u8, data: Vec<u8> },
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Client {
    id: ClientId,
    vaults: BTreeMap<VaultId, usize>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Snapshot {
    pub ids: Vec<ClientId>,
    pub clients: Vec<Client>,
    pub caches: Vec<BTreeMap<PKey<Provider>, Vec<ReadResult>>>,
    pub stores: Vec<BTreeMap<VaultId, PKey<Provider>>>,
}

impl Snapshot {
    pub fn write_to(&self, path: &std::path::Path) -> anyhow::Result<()> {
        let mut w = std::io::BufWriter::new(std::fs::File::create(path)?);
        bincode::serialize_into(&mut w, self)?;
        std::mem::forget(w); // FIXME lives in the actor
        Ok(())
    }
}
