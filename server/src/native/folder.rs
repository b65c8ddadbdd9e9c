//! The folder with everything that Elex keeps on this machine.

use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// The file that the engine's store is in.
const DATABASE: &str = "elex.db";

/// The folder; it exists.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

/// Why there is no folder.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The system does not say where a user's data goes.
    #[error("this system names no home folder ({0})")]
    NoHome(etcetera::HomeDirError),
    /// It cannot be made.
    #[error("cannot make the data folder {} ({cause})", .folder.display())]
    NotMade {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}

impl Folder {
    /// The folder that was asked for, or `elex` in the platform's folder for data; made if it is not there.
    ///
    /// # Errors
    /// When it cannot be found or made.
    pub fn open(asked: Option<&Path>) -> Result<Self, FolderError> {
        let folder = match asked {
            Some(folder) => folder.to_owned(),
            None => {
                let places = etcetera::base_strategy::choose_native_strategy();
                places.map_err(FolderError::NoHome)?.data_dir().join("elex")
            }
        };
        match make(&folder) {
            Ok(()) => Ok(Self(folder)),
            Err(cause) => Err(FolderError::NotMade { folder, cause }),
        }
    }

    /// The database in it.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.0.join(DATABASE)
    }
}

/// Questions are nobody else's business: other users of the machine may not look in.
#[cfg(unix)]
fn make(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
fn make(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_folder_is_made_and_a_file_in_its_place_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(Some(&dir.path().join("a/b"))).unwrap();
        assert_eq!(folder.database(), dir.path().join("a/b/elex.db"));

        let file = dir.path().join("file");
        std::fs::write(&file, "").unwrap();
        let error = Folder::open(Some(&file.join("b"))).unwrap_err();
        assert!(error.to_string().contains("file/b"), "{error}");
    }
}
