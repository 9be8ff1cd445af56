struct R(BTreeMap<i8, String>);
