//! A gate before a server: what a journey wants to come later is held back until it is let through.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex},
    thread,
};

/// Passes every request on to a server, those for held files only once they are let through.
#[derive(Debug)]
pub struct Gate {
    address: String,
    held: Arc<Held>,
}

#[derive(Debug, Default)]
struct Held {
    /// How the paths of held files begin.
    paths: Mutex<Vec<String>>,
    changed: Condvar,
    /// The paths that were asked for, in order.
    asked: Mutex<Vec<String>>,
}

impl Gate {
    /// A gate before the server at this address, which holds back what begins with one of `paths`.
    #[must_use]
    pub fn before(server: &str, paths: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address").to_string();
        let held = Arc::new(Held::default());
        held.set(paths.iter().map(|path| (*path).to_owned()).collect());
        let (server, waits) = (server.to_owned(), Arc::clone(&held));
        // It ends with the test's process.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (server, held) = (server.clone(), Arc::clone(&waits));
                // A browser that goes away in the midst of it is no failure.
                thread::spawn(move || pass(&client, &server, &held).ok());
            }
        });
        Self { address, held }
    }

    /// Where a browser finds the server.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether a file with this in its path was asked for.
    #[must_use]
    pub fn was_asked_for(&self, part: &str) -> bool {
        let asked = self.held.asked.lock().expect("nobody panics here");
        asked.iter().any(|path| path.contains(part))
    }

    /// Lets everything through, what waits already and what comes.
    pub fn open(&self) {
        self.held.set(Vec::new());
    }
}

impl Held {
    fn set(&self, paths: Vec<String>) {
        *self.paths.lock().expect("nobody panics here") = paths;
        self.changed.notify_all();
    }

    fn wait(&self, path: &str) {
        let mut asked = self.asked.lock().expect("nobody panics here");
        asked.push(path.to_owned());
        drop(asked);
        let paths = self.paths.lock().expect("nobody panics here");
        let is_held = |paths: &mut Vec<String>| paths.iter().any(|held| path.starts_with(held));
        drop(self.changed.wait_while(paths, is_held));
    }
}

/// One request and its answer; the connection is closed after it.
fn pass(client: &TcpStream, server: &str, held: &Held) -> std::io::Result<()> {
    let mut from = BufReader::new(client);
    let (mut head, mut length) = (String::new(), 0);
    let mut path = String::new();
    loop {
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let lower = line.to_ascii_lowercase();
        if path.is_empty() {
            path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        }
        if let Some(bytes) = lower.strip_prefix("content-length:") {
            length = bytes.trim().parse().unwrap_or_default();
        }
        if line == "\r\n" {
            break;
        }
        if !lower.starts_with("connection:") {
            head += &line;
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    held.wait(&path);
    let mut server = TcpStream::connect(server)?;
    write!(server, "{head}Connection: close\r\n\r\n")?;
    server.write_all(&body)?;
    std::io::copy(&mut server, &mut &*client)?;
    client.shutdown(std::net::Shutdown::Both)
}
