struct A { peer: SocketAddr, n: u8 }
