use serde::Deserialize;
use std::io;

/// A gene variant from the ClinVar database.
#[derive(Debug, PartialEq, Deserialize)]
struct GeneVariant {
    gene: String,
    p_dot_name: Option<String>,
    c_dot_name: Option<String>,
}

fn ingest(mut rdr: impl io::Read) {
    loop {
        match bincode::deserialize_from::<_, GeneVariant>(&mut rdr) {
            Ok(variant) => println!("{:?}", variant),
            Err(error) => match *error {
                bincode::ErrorKind::Io(ref e) if e.kind() == io::ErrorKind::UnexpectedEof => break,
                error => panic!("Unable to parse variant: {}", error),
            },
        }
    }
}
