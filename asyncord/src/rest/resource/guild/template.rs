//! Templates of a guild.

use super::Guilds;
use crate::{
    id::marker::GuildMarker,
    model::{Field, GuildTemplate, List},
};

group! {
    /// The templates of a guild; from [`Guilds::templates`](super::Guilds::templates).
    pub struct Templates { guild_id: GuildMarker }
}

operation! {
    /// Gets a template by its code, of whatever guild.
    ///
    /// Discord docs: Guild Template/Get Guild Template.
    GetTemplate = GET "/guilds/templates/{code}" -> GuildTemplate, public;
    fn Guilds::template(code: String in path);
}

operation! {
    /// Lists the templates.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild Template/Get Guild Templates.
    ListTemplates = GET "/guilds/{guild_id}/templates" -> List<GuildTemplate>;
    fn Templates::list();
}

operation! {
    /// Makes a template of the guild, with a name of 1 to 100 characters.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild Template/Create Guild Template.
    CreateTemplate = POST "/guilds/{guild_id}/templates" -> GuildTemplate;
    fn Templates::create(name: String in body [characters 1..=100]);
    body {
        /// Describes it, up to 120 characters.
        description: Field<String> [characters 0..=120],
    }
}

operation! {
    /// Brings a template up to what the guild is now.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild Template/Sync Guild Template.
    SyncTemplate = PUT "/guilds/{guild_id}/templates/{code}" -> GuildTemplate;
    fn Templates::sync(code: String in path);
}

operation! {
    /// Edits what a template says of itself. What is not set stays as it is.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild Template/Modify Guild Template.
    UpdateTemplate = PATCH "/guilds/{guild_id}/templates/{code}" -> GuildTemplate;
    fn Templates::update(code: String in path);
    body {
        /// Sets the name, 1 to 100 characters.
        name: String [characters 1..=100],
        /// Describes it, up to 120 characters; null takes the description away.
        description: Field<String> [characters 0..=120],
    }
}

operation! {
    /// Deletes a template; answers with what it was.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Guild Template/Delete Guild Template.
    DeleteTemplate = DELETE "/guilds/{guild_id}/templates/{code}" -> GuildTemplate;
    fn Templates::delete(code: String in path);
}
