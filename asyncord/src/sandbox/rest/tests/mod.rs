mod error;
mod guild;
mod limit;
mod message;
