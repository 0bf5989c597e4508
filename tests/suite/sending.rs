//! Test sends: to the byte what the export writes, to a server that is trusted, with a password
//! that is told to nobody else.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
};

use desk::{
    Desk, Fault, Keychain,
    wire::{
        exports::{ExportForm, ExportIssue},
        sending::{
            Delivery, MailServer, PasswordPlace, SaveMailServer, Secret, Security, SendTest,
        },
    },
};
use newsroom::{EditionKey, IssueDate};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::clock::TestClock;

const USER: &str = "essais@pli.example";
const PASSWORD: &str = "canari-0451-mot-de-passe";

/// A server of this machine that keeps what it is given.
struct Mailbox {
    folder: TempDir,
    port: u16,
    process: Child,
}

impl Mailbox {
    fn open(words: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/mailbox.py");
        let mut process = Command::new("/usr/bin/python3")
            .arg(script)
            .arg(folder.path())
            .args(words)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        let port = port.trim().parse().expect("python3-aiosmtpd and openssl are installed");
        Self { folder, port, process }
    }

    fn server(&self, security: Security) -> MailServer {
        MailServer {
            host: "localhost".into(),
            port: self.port,
            security,
            user: USER.into(),
            sender: "redaction@pli.example".into(),
            authority: String::new(),
        }
    }

    fn trusted(&self, security: Security) -> MailServer {
        let authority = self.folder.path().join("authority.pem").display().to_string();
        MailServer { authority, ..self.server(security) }
    }

    fn messages(&self) -> Vec<(Value, Vec<u8>)> {
        let kept = |rank: usize| {
            let of = |kind: &str| self.folder.path().join(format!("{rank}.{kind}"));
            let message = fs::read(of("eml")).ok()?;
            Some((serde_json::from_slice(&fs::read(of("json")).unwrap()).unwrap(), message))
        };
        (1..).map_while(kept).collect()
    }

    fn logins(&self) -> String {
        fs::read_to_string(self.folder.path().join("logins")).unwrap_or_default()
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// A keychain that lives in memory.
#[derive(Default)]
struct InMemory(Mutex<BTreeMap<String, Vec<u8>>>);

impl Keychain for InMemory {
    fn read(&self, account: &str) -> Result<Option<Vec<u8>>, String> {
        Ok(self.0.lock().unwrap().get(account).cloned())
    }

    fn keep(&self, account: &str, secret: &[u8]) -> Result<(), String> {
        self.0.lock().unwrap().insert(account.into(), secret.into());
        Ok(())
    }

    fn forget(&self, account: &str) -> Result<(), String> {
        self.0.lock().unwrap().remove(account);
        Ok(())
    }
}

/// A machine that has no keychain.
struct Absent;

impl Keychain for Absent {
    fn read(&self, _: &str) -> Result<Option<Vec<u8>>, String> {
        Err("there is none".into())
    }

    fn keep(&self, _: &str, _: &[u8]) -> Result<(), String> {
        Err("there is none".into())
    }

    fn forget(&self, _: &str) -> Result<(), String> {
        Err("there is none".into())
    }
}

fn demo() -> (TempDir, Desk) {
    with(Arc::new(InMemory::default()))
}

fn with(keychain: Arc<dyn Keychain>) -> (TempDir, Desk) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default())
        .unwrap()
        .with_passwords(keychain, Some(above.path().join("person/passwords.json")));
    (above, desk)
}

fn day() -> IssueDate {
    Desk::demo_issue().unwrap()
}

fn set(desk: &Desk, server: MailServer, password: Option<&str>) {
    let password = password.map(Secret::typed);
    desk.save_mail_server(SaveMailServer { server, password }).unwrap();
}

fn send(desk: &Desk, editions: &[EditionKey], to: &[&str]) -> Result<Vec<Delivery>, Fault> {
    desk.send_test(SendTest {
        date: day(),
        editions: editions.to_vec(),
        recipients: to.iter().map(ToString::to_string).collect(),
    })
}

fn refusal(desk: &Desk) -> Fault {
    send(desk, &[EditionKey::public()], &["chef@pli.example"]).unwrap_err()
}

fn exported(desk: &Desk, to: &Path, edition: &EditionKey) -> Vec<u8> {
    let ask = ExportIssue {
        date: day(),
        to: Some(to.display().to_string()),
        editions: Vec::new(),
        forms: vec![ExportForm::Email],
    };
    desk.export_issue(ask).unwrap();
    fs::read(to.join(format!("email/{edition}.eml"))).unwrap()
}

#[test]
fn a_test_is_to_the_byte_the_message_that_the_export_writes() {
    let login = format!("{USER}:{PASSWORD}");
    let mailbox = Mailbox::open(&["--login", &login]);
    let (above, desk) = demo();
    set(&desk, mailbox.server(Security::Plain), Some(PASSWORD));
    let editions = [EditionKey::public(), EditionKey::subscribers()];
    let to = ["chef@pli.example", " relecture@pli.example "];
    let deliveries = send(&desk, &editions, &to).unwrap();
    assert!(deliveries.iter().all(|it| it.fault.is_none()), "{deliveries:?}");
    let messages = mailbox.messages();
    assert_eq!(messages.len(), 4, "a message for each edition and recipient");
    for ((envelope, message), delivery) in messages.iter().zip(&deliveries) {
        let written = exported(&desk, &above.path().join("export"), &delivery.edition);
        assert!(*message == written, "{}", delivery.edition);
        let expected = json!({
            "from": "redaction@pli.example",
            "to": [delivery.recipient],
            "login": USER,
            "closed": false,
        });
        assert_eq!(*envelope, expected);
    }
    assert_ne!(messages[0].1, messages[3].1, "the editions differ");
    let remembered = desk.sending(()).unwrap();
    assert_eq!(remembered.recipients, ["chef@pli.example", "relecture@pli.example"]);
}

#[test]
fn a_way_is_closed_before_the_password_is_said_and_only_to_who_is_trusted() {
    for (word, security) in [("--starttls", Security::Starttls), ("--tls", Security::Tls)] {
        let login = format!("{USER}:{PASSWORD}");
        let mailbox = Mailbox::open(&["--login", &login, word]);
        let (_above, desk) = demo();
        set(&desk, mailbox.server(security), Some(PASSWORD));
        let fault = refusal(&desk);
        assert_eq!(fault.code, "sending.tls", "{fault:?}");
        assert_eq!(mailbox.logins(), "", "{word}: the password was told to a stranger");

        set(&desk, mailbox.trusted(security), None);
        let sent = send(&desk, &[EditionKey::public()], &["chef@pli.example"]).unwrap();
        assert!(sent[0].fault.is_none(), "{sent:?}");
        assert_eq!(mailbox.messages()[0].0["closed"], true);
        assert_eq!(mailbox.messages()[0].0["login"], USER);
    }
}

#[test]
fn a_server_that_closes_no_way_is_told_nothing() {
    let login = format!("{USER}:{PASSWORD}");
    let mailbox = Mailbox::open(&["--login", &login]);
    let (_above, desk) = demo();
    set(&desk, mailbox.server(Security::Starttls), Some(PASSWORD));
    assert_eq!(refusal(&desk).code, "sending.tls");
    assert_eq!(mailbox.logins(), "");
}

#[test]
fn nothing_is_said_in_clear_to_another_machine() {
    let (_above, desk) = demo();
    for host in ["mail.pli.example", "192.0.2.7", "127.0.0.1.pli.example", "localhost.example"] {
        let server =
            MailServer { host: host.into(), security: Security::Plain, ..MailServer::default() };
        set(&desk, server, None);
        assert_eq!(refusal(&desk).code, "sending.clear", "{host}");
    }
}

#[test]
fn each_refusal_has_its_name() {
    let login = format!("{USER}:{PASSWORD}");
    let mailbox = Mailbox::open(&["--login", &login]);
    let (_above, desk) = demo();
    assert_eq!(refusal(&desk).code, "sending.server");
    let server = mailbox.server(Security::Plain);
    set(&desk, server.clone(), None);
    assert_eq!(refusal(&desk).code, "sending.password");
    set(&desk, server.clone(), Some("un autre"));
    let fault = refusal(&desk);
    assert_eq!(fault.code, "sending.login");
    assert!(fault.params["why"].starts_with("535"), "{fault:?}");
    set(&desk, server.clone(), Some(PASSWORD));
    assert_eq!(send(&desk, &[EditionKey::public()], &[]).unwrap_err().code, "sending.nobody");
    let typed = "chef@pli.example\r\nDATA";
    let fault = send(&desk, &[EditionKey::public()], &[typed]).unwrap_err();
    assert_eq!(fault.code, "sending.address");
    assert!(mailbox.messages().is_empty());

    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    set(&desk, MailServer { port: closed, ..server.clone() }, Some(PASSWORD));
    assert_eq!(refusal(&desk).code, "sending.refused");
    let nowhere = MailServer { host: "nowhere.invalid".into(), ..MailServer::default() };
    set(&desk, nowhere, None);
    assert_eq!(refusal(&desk).code, "sending.host");
}

#[test]
fn who_is_refused_keeps_no_other_from_their_message() {
    let login = format!("{USER}:{PASSWORD}");
    let mailbox = Mailbox::open(&["--login", &login]);
    let (_above, desk) = demo();
    set(&desk, mailbox.server(Security::Plain), Some(PASSWORD));
    let to = ["nobody@pli.example", "chef@pli.example"];
    let sent = send(&desk, &[EditionKey::public()], &to).unwrap();
    let fault = sent[0].fault.as_ref().unwrap();
    assert_eq!(fault.code, "sending.recipient");
    assert!(fault.params["why"].contains("nobody of that name"), "{fault:?}");
    assert!(sent[1].fault.is_none(), "{sent:?}");
    assert_eq!(mailbox.messages().len(), 1);
}

#[test]
fn a_message_that_is_too_heavy_is_told() {
    let login = format!("{USER}:{PASSWORD}");
    let mailbox = Mailbox::open(&["--login", &login, "--most", "10000"]);
    let (_above, desk) = demo();
    set(&desk, mailbox.server(Security::Plain), Some(PASSWORD));
    let sent = send(&desk, &[EditionKey::public()], &["chef@pli.example"]).unwrap();
    assert_eq!(sent[0].fault.as_ref().unwrap().code, "sending.heavy");
}

#[test]
fn a_password_goes_to_the_server_for_which_it_was_typed_and_to_no_other() {
    let login = format!("{USER}:{PASSWORD}");
    let mailbox = Mailbox::open(&["--login", &login]);
    let (_above, desk) = demo();
    set(&desk, mailbox.server(Security::Plain), Some(PASSWORD));
    assert_eq!(desk.sending(()).unwrap().password, Some(PasswordPlace::Keychain));
    let elsewhere = MailServer { host: "127.0.0.1".into(), ..mailbox.server(Security::Plain) };
    set(&desk, elsewhere, None);
    assert_eq!(desk.sending(()).unwrap().password, None);
    assert_eq!(refusal(&desk).code, "sending.password");
    assert_eq!(mailbox.logins(), "");
    set(&desk, mailbox.server(Security::Plain), Some(""));
    assert_eq!(desk.sending(()).unwrap().password, None, "an empty one is forgotten");
}

#[test]
fn the_password_is_in_no_file_of_the_newsroom_nor_export_nor_backup_nor_answer() {
    let login = format!("{USER}:{PASSWORD}");
    let keychains: [(Arc<dyn Keychain>, PasswordPlace); 2] = [
        (Arc::new(InMemory::default()), PasswordPlace::Keychain),
        (Arc::new(Absent), PasswordPlace::File),
    ];
    for (keychain, place) in keychains {
        let mailbox = Mailbox::open(&["--login", &login]);
        let (above, desk) = with(keychain);
        let ask = SaveMailServer {
            server: mailbox.server(Security::Plain),
            password: Some(Secret::typed(PASSWORD)),
        };
        let mut said = format!("{ask:?}");
        let view = desk.save_mail_server(ask).unwrap();
        assert_eq!(view.password, Some(place));
        let sent = send(&desk, &[EditionKey::subscribers()], &["chef@pli.example"]).unwrap();
        assert!(sent[0].fault.is_none(), "{sent:?}");
        for name in ["sending", "newsroom", "list_backups"] {
            said += &desk.call(name, Value::Null).unwrap().to_string();
        }
        assert!(!said.contains(PASSWORD));
        exported(&desk, &above.path().join("export"), &EditionKey::public());
        let folder = ExportIssue {
            date: day(),
            to: Some(above.path().join("folder").display().to_string()),
            editions: Vec::new(),
            forms: vec![ExportForm::Folder],
        };
        desk.export_issue(folder).unwrap();
        desk.back_up(()).unwrap();
        desk.close().unwrap();
        let telling: Vec<PathBuf> = files(above.path())
            .into_iter()
            .filter(|path| {
                let bytes = fs::read(path).unwrap();
                bytes.windows(PASSWORD.len()).any(|words| words == PASSWORD.as_bytes())
            })
            .collect();
        let file = above.path().join("person/passwords.json");
        match place {
            PasswordPlace::Keychain => assert!(telling.is_empty(), "{telling:?}"),
            PasswordPlace::File => {
                assert_eq!(telling, std::slice::from_ref(&file));
                assert!(only_the_owner_reads(&file));
            }
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[cfg(unix)]
fn only_the_owner_reads(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777 == 0o600
}

#[cfg(not(unix))]
fn only_the_owner_reads(_: &Path) -> bool {
    true
}
