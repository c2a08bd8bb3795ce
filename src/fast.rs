//! Whether this build has room for code that only makes it faster.

/// The build for Node and servers has, as a native one; the one that browsers download has not.
pub const IS_FAST: bool = cfg!(any(target_feature = "simd128", not(target_arch = "wasm32")));
