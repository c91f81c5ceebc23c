pub mod lab_server;
