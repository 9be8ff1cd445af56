use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub enum MessageModule {
    Reconfiguration,
    Protocol,
    StateProtocol,
    Application,
}

#[test]
pub fn test_message_mod_serialization() {
    let vec = bincode::serde::encode_to_vec(&MessageModule::Protocol, bincode::config::standard()).unwrap();
    let (m, size): (MessageModule, usize) =
        bincode::serde::decode_borrowed_from_slice(vec.as_ref(), bincode::config::standard()).unwrap();
    assert_eq!((m, size), (MessageModule::Protocol, 1));
}
