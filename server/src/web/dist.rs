//! The folder with the built app. Only reads, and only names that a build can have.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::error::ApiError;

/// The folder. Files are read when they are asked for, so a new build is served without a restart.
#[derive(Clone, Debug)]
pub struct Dist(PathBuf);

/// A file as it is sent.
#[derive(Debug)]
pub struct File {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether they are brotli's.
    pub brotli: bool,
}

/// Why there is no app to serve.
#[derive(Debug, thiserror::Error)]
#[error("there is no built app in {} ({cause})", .dir.display())]
pub struct DistError {
    /// The folder that was looked in.
    pub dir: PathBuf,
    /// What the system says.
    pub cause: io::Error,
}

impl Dist {
    /// The folder, when a page is in it.
    ///
    /// # Errors
    /// When it has no readable `index.html`.
    pub fn open(dir: &Path) -> Result<Self, DistError> {
        match std::fs::File::open(dir.join("index.html")) {
            Ok(_) => Ok(Self(dir.to_owned())),
            Err(cause) => Err(DistError {
                dir: dir.to_owned(),
                cause,
            }),
        }
    }

    /// The file at an address, its compressed copy if that is wanted and there.
    ///
    /// # Errors
    /// [`ApiError::NotFound`], or [`ApiError::FileUnreadable`] when it is there.
    pub async fn read(&self, address: &str, brotli: bool) -> Result<File, ApiError> {
        let name = file_name(address).ok_or(ApiError::NotFound)?;
        if brotli && let Some(bytes) = read(self.0.join(format!("{name}.br"))).await? {
            return Ok(File {
                bytes,
                brotli: true,
            });
        }
        let bytes = read(self.0.join(name)).await?.ok_or(ApiError::NotFound)?;
        Ok(File {
            bytes,
            brotli: false,
        })
    }

    /// The build id that the page carries, if it does.
    ///
    /// # Errors
    /// When the page is gone or cannot be read.
    pub async fn build_id(&self) -> Result<Option<String>, ApiError> {
        let page = match self.read("/index.html", false).await {
            // A folder without its page is broken; nobody has asked for a wrong address.
            Err(ApiError::NotFound) => return Err(ApiError::FileUnreadable),
            page => page?,
        };
        let page = String::from_utf8_lossy(&page.bytes);
        let (_, rest) = page
            .split_once("name=\"build-id\" content=\"")
            .unwrap_or_default();
        let id = rest.split('"').next().unwrap_or_default();
        Ok((!id.is_empty()).then(|| id.to_owned()))
    }
}

/// The path inside the folder. Names of a build are plain: with no `%`, no `\`, no hidden file and no
/// `..` among them, no address leads out of the folder, whatever the system makes of such signs.
fn file_name(address: &str) -> Option<&str> {
    let name = address.strip_prefix('/')?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let all_plain = name
        .split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.') && part.bytes().all(plain));
    // The compressed copy is a form of a file, not a file of its own.
    (all_plain && !name.ends_with(".br")).then_some(name)
}

async fn read(file: PathBuf) -> Result<Option<Vec<u8>>, ApiError> {
    match tokio::fs::read(&file).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if no_such_file(error.kind()) => Ok(None),
        Err(error) => {
            tracing::error!(file = %file.display(), %error, "a file of the app cannot be read");
            Err(ApiError::FileUnreadable)
        }
    }
}

fn no_such_file(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::NotFound
            | ErrorKind::IsADirectory
            | ErrorKind::NotADirectory
            | ErrorKind::InvalidFilename
    )
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_of_a_build_are_taken_as_they_are() {
        for name in [
            "index.html",
            "app_bg-0123456789abcdef.wasm",
            "w/12ab34cd/worker.js",
        ] {
            assert_eq!(file_name(&format!("/{name}")), Some(name));
        }
    }

    #[test]
    fn no_address_leads_out_of_the_folder() {
        let bad = [
            "",
            "/",
            "//etc/passwd",
            "/../x",
            "/a/../x",
            "/..%2fx",
            "/%2e%2e/x",
            "/..\\x",
            "/a\\x",
            "/C:/x",
            "/.git/config",
            "/a//b",
            "/a/",
            "/x\0",
            "/sw.js.br",
            "/ä",
            "x",
        ];
        for address in bad {
            assert_eq!(file_name(address), None, "{address:?}");
        }
    }
}
