// Types of well-known crates as they travel through bincode, a module for each crate. What is not
// marked goes through serde whatever derives it: the crates have no Encode of their own.
// #[note] is said where the type is used, #[refused] instead of it; #[encode] is what travels
// through bincode's Encode where that differs. LengthBefore<[T; N]> and ElementsOf<T> are Vec<T>.

mod std {
    pub enum OsString { Unix(Vec<u8>), Windows(Vec<u16>) }
    pub enum OsStr { Unix(Vec<u8>), Windows(Vec<u16>) }
    pub struct RangeFrom<T> { start: T }
    pub struct RangeTo<T> { end: T }
    pub type Weak<T> = Option<T>;
    #[refused = "an Instant has no meaning outside of its process, so nothing writes one; write the type that your code sends"]
    pub struct Instant;
    #[refused = "cmp::Ordering has neither Encode nor Serialize; write the type that your code sends"]
    pub struct Ordering;
}

mod uuid {
    pub struct Uuid(Vec<u8>);
    pub struct NonNilUuid(Vec<u8>);
    pub type Simple = String;
    pub type Hyphenated = String;
    pub type Urn = String;
    pub type Braced = String;
}

mod chrono {
    pub struct DateTime<Tz>(String);
    pub struct NaiveDateTime(String);
    pub struct NaiveDate(String);
    pub struct NaiveTime(String);
    pub struct Weekday(String);
    pub struct Month(String);
    pub struct Duration { secs: i64, nanos: i32 }
    pub struct TimeDelta { secs: i64, nanos: i32 }
    pub struct Utc;
    pub struct Local;
    pub struct FixedOffset;
}

mod time {
    pub struct Date { year: i32, ordinal: u16 }
    pub struct Time { hour: u8, minute: u8, second: u8, nanosecond: u32 }
    pub struct PrimitiveDateTime { date: Date, time: Time }
    pub struct UtcDateTime { date: Date, time: Time }
    pub struct UtcOffset { hours: i8, minutes: i8, seconds: i8 }
    pub struct OffsetDateTime { date: Date, time: Time, offset: UtcOffset }
    pub struct Duration { seconds: i64, nanoseconds: i32 }
    pub struct Weekday(u8);
    pub struct Month(u8);
}

mod rust_decimal {
    #[note = "rust_decimal::Decimal travels as a String (with feature serde-float as f64); Rust reads it back with feature serde-str only"]
    pub struct Decimal(String);
}

mod bigdecimal { pub struct BigDecimal(String); }
mod url { pub struct Url(String); }
mod semver { pub struct Version(String); pub struct VersionReq(String); }
mod smol_str { pub type SmolStr = String; }
mod compact_str { pub type CompactString = String; }
mod camino { pub type Utf8PathBuf = String; }
mod ecow { pub type EcoString = String; }

mod bytes { pub struct Bytes(Vec<u8>); pub struct BytesMut(Vec<u8>); }
mod serde_bytes {
    pub struct ByteBuf(Vec<u8>);
    pub struct Bytes(Vec<u8>);
    pub struct ByteArray<const N: usize>(Vec<u8>);
}

mod smallvec { pub type SmallVec<A, const N: usize = 0> = ElementsOf<A>; }
mod arrayvec {
    pub type ArrayVec<A, const N: usize = 0> = ElementsOf<A>;
    pub type ArrayString<const N: usize> = String;
}
mod tinyvec { pub type TinyVec<A> = ElementsOf<A>; pub type ArrayVec<A> = ElementsOf<A>; }
mod heapless {
    pub type Vec<T, const N: usize> = ElementsOf<T>;
    pub type String<const N: usize> = std::string::String;
}

mod indexmap {
    pub type IndexMap<K, V, S = ()> = HashMap<K, V>;
    pub type IndexSet<T, S = ()> = HashSet<T>;
}
mod hashbrown {
    pub type HashMap<K, V, S = (), A = ()> = std::HashMap<K, V>;
    pub type HashSet<T, S = (), A = ()> = std::HashSet<T>;
}
mod ahash { pub type AHashMap<K, V, S = ()> = HashMap<K, V>; pub type AHashSet<T, S = ()> = HashSet<T>; }
mod rustc_hash { pub type FxHashMap<K, V> = HashMap<K, V>; pub type FxHashSet<T> = HashSet<T>; }
mod fxhash { pub type FxHashMap<K, V> = HashMap<K, V>; pub type FxHashSet<T> = HashSet<T>; }
mod dashmap { pub type DashMap<K, V, S = ()> = HashMap<K, V>; pub type DashSet<T, S = ()> = HashSet<T>; }
mod im { pub type Vector<T> = ElementsOf<T>; pub type OrdMap<K, V> = BTreeMap<K, V>; }

mod ordered_float { pub type OrderedFloat<T> = T; pub type NotNan<T> = T; }
mod either { #[derive(Serialize)] pub enum Either<L, R> { Left(L), Right(R) } }
mod parking_lot { pub type Mutex<T> = T; pub type RwLock<T> = T; }
mod glam {
    pub struct Vec2 { x: f32, y: f32 }
    pub struct Vec3 { x: f32, y: f32, z: f32 }
    pub struct Vec4 { x: f32, y: f32, z: f32, w: f32 }
    pub struct Quat { x: f32, y: f32, z: f32, w: f32 }
}

mod serde_json {
    #[refused = "a serde_json::Value writes its content without saying what it is, so nothing can read it from bincode (deserialize_any); send its text as a String, or write the type that you know is in it"]
    pub struct Value;
    #[refused = "a serde_json::Map writes values without saying what they are, so nothing can read it from bincode (deserialize_any); write HashMap<String, T> if all are of one type"]
    pub struct Map<K, V>;
    #[refused = "a serde_json::Number writes u64, i64 or f64 without saying which; write the one that you know it is"]
    pub struct Number;
}
mod serde_yaml { #[refused = "a serde_yaml::Value writes its content without saying what it is, so nothing can read it from bincode (deserialize_any)"] pub struct Value; }
mod toml { #[refused = "a toml::Value writes its content without saying what it is, so nothing can read it from bincode (deserialize_any)"] pub struct Value; }

// What #[serde(with = "…")] makes of a field's own type T, by the last word of the module.
mod with {
    pub type serde_bytes<T> = LengthBefore<T>;
    pub type BigArray<T> = T;
    pub type serde_big_array<T> = T;
    pub type serde_arrays<T> = T;
    pub type compact<T> = [u8; 16];
    pub type simple<T> = String;
    pub type braced<T> = String;
    pub type urn<T> = String;
    pub type hyphenated<T> = String;
    pub type ts_seconds<T> = i64;
    pub type ts_milliseconds<T> = i64;
    pub type ts_microseconds<T> = i64;
    pub type ts_nanoseconds<T> = i64;
    pub type ts_seconds_option<T> = Option<i64>;
    pub type ts_milliseconds_option<T> = Option<i64>;
    pub type ts_microseconds_option<T> = Option<i64>;
    pub type ts_nanoseconds_option<T> = Option<i64>;
    pub type timestamp<T> = i64;
    pub type milliseconds<T> = i64;
    pub type rfc3339<T> = String;
    pub type rfc2822<T> = String;
    pub type iso8601<T> = String;
    pub type humantime_serde<T> = String;
    pub type hex<T> = String;
    pub type DisplayFromStr<T> = String;
    pub type str<T> = String;
    pub type str_option<T> = Option<String>;
    pub type float<T> = f64;
    #[note = "float_option writes the f64 of Some without Option's tag, and a 0 byte for None; Rust wants the tag, so it cannot read it back"]
    pub type float_option<T> = FloatOption;
    #[serde(untagged)]
    pub enum FloatOption { Some(f64), None(bool) }
    pub type serde_seq<T> = T;
}
