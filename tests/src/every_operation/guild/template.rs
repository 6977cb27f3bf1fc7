//! Calls about templates.

use asyncord::rest::resource::guild::template::*;

use crate::every_operation::values::GUILD;

/// The code of a template.
const CODE: &str = "hgM48av5Q69A";

calls! {
    GetTemplate {
        minimal: |client| client.guilds().template(CODE),
    }
    ListTemplates {
        minimal: |client| client.guilds().templates(GUILD).list(),
    }
    CreateTemplate {
        minimal: |client| client.guilds().templates(GUILD).create("Crabs"),
        full: |client| client.guilds().templates(GUILD).create("Crabs").description("For crabs"),
    }
    SyncTemplate {
        minimal: |client| client.guilds().templates(GUILD).sync(CODE),
    }
    UpdateTemplate {
        minimal: |client| client.guilds().templates(GUILD).update(CODE),
        full: |client| client
            .guilds()
            .templates(GUILD)
            .update(CODE)
            .name("Crabs")
            .description(None),
    }
    DeleteTemplate {
        minimal: |client| client.guilds().templates(GUILD).delete(CODE),
    }
}
