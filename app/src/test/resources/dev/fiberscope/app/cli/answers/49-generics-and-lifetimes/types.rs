use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;
use std::marker::PhantomData;
use std::rc::Rc;

type FxHashMap<K, V> = HashMap<K, V, BuildHasherDefault<rustc_hash::FxHasher>>;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Matrix<T, const R: usize, const C: usize>
where
    T: Copy + Default,
{
    #[serde(bound(serialize = "T: Serialize", deserialize = "T: Deserialize<'de>"))]
    rows: Vec<Row<T, C>>,
    #[serde(skip)]
    cache: Option<T>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row<T, const C: usize>(#[serde(with = "serde_arrays")] [T; C]) where T: Copy;

#[derive(Debug, Serialize, Deserialize)]
pub struct Model<'a, K = u16> {
    #[serde(borrow)]
    pub title: Cow<'a, str>,
    pub weights: Matrix<f32, 2, { 1 + 2 }>,
    pub index: FxHashMap<K, Rc<[i8]>>,
    pub tree: Option<Box<Tree<&'a str>>>,
    _p: PhantomData<fn() -> K>,
}

#[derive(Debug, Serialize, Deserialize)]
pub enum Tree<L> {
    Leaf(L),
    Node { left: Box<Tree<L>>, right: Box<Tree<L>> },
}

impl<T: Copy + Default, const R: usize, const C: usize> Matrix<T, R, C> {
    pub const LEN: usize = R * C;
}
