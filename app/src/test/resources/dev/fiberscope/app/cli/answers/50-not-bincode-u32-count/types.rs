use bincode::{config::standard, decode_from_std_read, Decode};
use serde::Deserialize;
use std::io::Cursor;

#[derive(Default, PartialEq, Debug, Deserialize, Decode)]
pub struct MobileType {
    number: i64,
    length: i8,
}

#[derive(Default, PartialEq, Debug, Deserialize, Decode)]
pub struct UserRecordSet {
    records: Vec<MobileType>,
}

#[test]
fn test_decode_recordset_with_bincode_fixed() {
    let data = [
        0x00, 0x00, 0x00, 0x01, // record size
        0x14, // mobile number 10 i64
        0x04, // mobile length 4 i8
    ];
    let config = standard().with_fixed_int_encoding();
    let r: Result<UserRecordSet, _> = decode_from_std_read(&mut Cursor::new(data), config);
    assert!(r.is_ok());
}
