use bincode::Options;

type Lamports = u64;

#[test]
fn test_bincode_reject_trailing_bytes() {
    let bytes = [0u8; 10];
    let mut cursor = std::io::Cursor::new(bytes);
    let out = bincode::options()
        .with_fixint_encoding()
        .reject_trailing_bytes()
        .deserialize_from::<_, Lamports>(&mut cursor);
    assert!(out.is_err());
}
