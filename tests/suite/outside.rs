//! What is asked of the web: nothing of this machine’s own network, whatever an address is called.

use std::{io::ErrorKind, net::TcpListener};

use desk::{is_public, wire::imports::FetchPicture};

use crate::pictures::demo;

#[test]
fn a_picture_is_never_asked_of_this_machine_or_its_neighbours() {
    let (_above, desk) = demo();
    let neighbour = TcpListener::bind("127.0.0.1:0").unwrap();
    neighbour.set_nonblocking(true).unwrap();
    let port = neighbour.local_addr().unwrap().port();
    let fetch = |address: &str| {
        let ask = FetchPicture { address: address.into(), name: String::new() };
        desk.fetch_picture(ask).unwrap_err()
    };
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0.0.0.0",
        "localhost",
        "localhost.",
        "chef.localhost",
        "imprimante.local",
        "archive.lan.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[fe80::1]",
        "[fd00::1]",
        "10.0.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.168.1.1",
    ] {
        let fault = fetch(&format!("http://{host}:{port}/photo.jpg"));
        assert_eq!(fault.code, "fetch.inside", "{host}");
    }
    for address in ["file:///etc/passwd", "mailto:a@exemple.example", "photo.jpg", "ftp://a.b/c"] {
        let code = fetch(address).code;
        assert!(["link.refused", "fetch.inside"].contains(&code.as_str()), "{address}: {code}");
    }
    assert_eq!(neighbour.accept().unwrap_err().kind(), ErrorKind::WouldBlock, "someone knocked");
}

#[test]
fn a_name_that_leads_to_this_network_is_known_by_where_it_leads() {
    for address in
        ["8.8.8.8", "100.128.0.1", "172.32.0.1", "2001:4860:4860::8888", "64:ff9b::808:808"]
    {
        assert!(is_public(address.parse().unwrap()), "{address}");
    }
    for address in [
        "0.1.2.3",
        "10.1.2.3",
        "100.100.1.1",
        "127.0.0.53",
        "169.254.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:8.8.8.8",
        "fc00::1",
        "fe80::1",
        "ff02::1",
        "64:ff9b::c0a8:101",
    ] {
        assert!(!is_public(address.parse().unwrap()), "{address}");
    }
}
