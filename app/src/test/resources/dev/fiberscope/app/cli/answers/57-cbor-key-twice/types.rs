struct R(BTreeMap<u8, u8>);
