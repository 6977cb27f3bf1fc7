//! What must compile.

mod argument_forms;
mod arguments_of_a_struct;
mod called_as_a_function;
mod commands;
mod event_forms;
mod events_of_ones_own;
mod in_a_function_body;
mod options;
mod options_of_a_module;
mod providers;
mod replies;
mod reserved_parameters;
mod return_types;
mod same_name_in_two_modules;
mod tasks_and_hooks;
