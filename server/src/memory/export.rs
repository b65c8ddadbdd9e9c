//! `elex memory export`: the whole memory as JSON Lines.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use protocol::memory::{MemoryReply, MemoryRequest};
use protocol::words::grouped;

use super::{MemoryError, Store, print};
use crate::arguments::Export;

/// Writes to standard output, or to a file and then says so.
pub fn run(
    store: &Store,
    options: &Export,
    json: bool,
    out: &mut impl Write,
) -> Result<(), MemoryError> {
    if options.file == Path::new("-") {
        rows(store, out)?;
        return Ok(out.flush()?);
    }
    let reply = to_file(store, &options.file)?;
    match reply {
        MemoryReply::Export { rows } if !json => {
            let rows = grouped(rows);
            writeln!(out, "{rows} rows are in {}.", options.file.display())?;
            Ok(out.flush()?)
        }
        reply => print(&reply, json, out),
    }
}

/// Under another name first: what has the name of the export is whole.
fn to_file(store: &Store, file: &Path) -> Result<MemoryReply, MemoryError> {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".part-{}", std::process::id()));
    let part = PathBuf::from(name);
    let write = || {
        let mut to = BufWriter::new(File::create_new(&part)?);
        let reply = rows(store, &mut to);
        to.flush()?;
        to.get_ref().sync_all()?;
        Ok(reply)
    };
    let whole = write().map_err(|cause| MemoryError::File {
        file: file.to_owned(),
        cause,
    });
    let reply = whole.flatten().and_then(|reply| {
        fs::rename(&part, file).map_err(|cause| MemoryError::File {
            file: file.to_owned(),
            cause,
        })?;
        Ok(reply)
    });
    if reply.is_err() {
        // It may not even be there.
        fs::remove_file(&part).ok();
    }
    reply
}

fn rows(store: &Store, to: &mut impl Write) -> Result<MemoryReply, MemoryError> {
    let mut written: io::Result<()> = Ok(());
    let reply = store.ask_in_parts(MemoryRequest::Export, |text| {
        written = to.write_all(text.as_bytes());
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    written?;
    reply
}
