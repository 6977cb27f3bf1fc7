//! Teams of developers.

use super::{
    ImageHash, List, Text, Timestamp, User,
    cdn::{self, ImageUrl},
    wire::object,
};
use crate::id::{
    Id,
    marker::{TeamMarker, UserMarker},
};

/// A team, to which applications belong.
///
/// Discord docs: Teams/Team Object.
#[object]
pub struct Team {
    /// The team's id.
    pub id: Id<TeamMarker>,
    /// The name.
    pub name: Text,
    /// The hash of the icon.
    pub icon: Option<ImageHash>,
    /// Who owns the team.
    pub owner_user_id: Option<Id<UserMarker>>,
    /// The members, those that are only invited included.
    pub members: List<TeamMember>,
}

impl Team {
    /// The icon, if there is one.
    pub fn icon_url(&self) -> Option<ImageUrl> {
        let hash = self.icon.as_ref()?;
        Some(cdn::team_icon(self.id, hash))
    }

    /// When it was created.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }

    /// The member of a user's id, invited or not.
    pub fn member(&self, user_id: impl Into<Id<UserMarker>>) -> Option<&TeamMember> {
        let user_id = user_id.into();
        self.members.iter().find(|member| member.user.id == user_id)
    }

    /// Whether a user belongs to the team: owns it, or has accepted the invitation.
    pub fn has_member(&self, user_id: impl Into<Id<UserMarker>>) -> bool {
        let user_id = user_id.into();
        self.owner_user_id == Some(user_id)
            || self
                .member(user_id)
                .is_some_and(|member| member.membership_state == Some(MembershipState::Accepted))
    }
}

/// A member of a team.
///
/// Discord docs: Teams/Team Member Object.
#[object]
pub struct TeamMember {
    /// The account, in a few fields.
    pub user: User,
    /// The team.
    pub team_id: Option<Id<TeamMarker>>,
    /// Whether the member has accepted the invitation.
    pub membership_state: Option<MembershipState>,
    /// What the member may do; the owner is told by [`Team::owner_user_id`] alone.
    pub role: Option<TeamMemberRole>,
    /// Always `*`; in Discord's specification, not in its documentation.
    pub permissions: List<Text>,
}

open_enum! {
    /// Whether a member of a team has accepted the invitation.
    ///
    /// Discord docs: Teams/Membership State Enum.
    pub enum MembershipState {
        /// Not yet.
        Invited = 1 => "INVITED",
        /// Yes.
        Accepted = 2 => "ACCEPTED",
    }
}

open_string_enum! {
    /// What a member of a team may do, other than its owner, who may do everything.
    ///
    /// Discord docs: Teams/Team Member Role Types.
    pub enum TeamMemberRole {
        /// Everything but what cannot be undone, such as deleting an application.
        Admin = "admin",
        /// See the secrets of applications and set some things up, but not manage the team.
        Developer = "developer",
        /// See the team and its applications, and invite private bots.
        ReadOnly = "read_only",
    }
}

#[cfg(test)]
mod tests {
    use super::Team;
    use crate::model::decode;

    #[test]
    fn one_who_is_only_invited_is_no_member_yet() {
        let team: Team = decode(
            r#"{"id":"1","name":"t","owner_user_id":"2","members":[
                {"membership_state":1,"user":{"id":"3","username":"a"}},
                {"membership_state":2,"user":{"id":"4","username":"b"}}]}"#,
        )
        .unwrap();
        assert!(team.has_member(2) && team.has_member(4));
        assert!(!team.has_member(3) && !team.has_member(5));
        assert!(team.member(3).is_some());
    }
}
