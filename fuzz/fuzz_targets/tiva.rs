#![no_main]

use libfuzzer_sys::fuzz_target;
use rvc_report::ingest::check_bytes;

fuzz_target!(|bytes: &[u8]| {
    let _ = check_bytes("tiva", "2012.csv", bytes);
});
