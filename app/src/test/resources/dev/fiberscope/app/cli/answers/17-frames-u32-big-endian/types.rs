use bytes::{Bytes, BytesMut};
use serde::{Deserialize, Serialize};
use tokio_util::codec::{Framed, LengthDelimitedCodec};

pub type Conn = Framed<tokio::net::TcpStream, LengthDelimitedCodec>;

#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    Login { user: String, token: [u8; 8] },
    Get(u64),
    Put { key: u64, #[serde(with = "serde_bytes")] value: Vec<u8> },
    Bye,
}

pub async fn send(conn: &mut Conn, r: &Request) -> anyhow::Result<()> {
    use futures::SinkExt;
    conn.send(Bytes::from(bincode::serialize(r)?)).await?;
    Ok(())
}
