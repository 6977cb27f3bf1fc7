use super::{
    super::ImageHash,
    ImageFormat::{Gif, Jpeg, Lottie, Png, WebP},
    ImageUrl,
};
use crate::id::Id;

const CDN: &str = "https://cdn.discordapp.com/";
const MEDIA: &str = "https://media.discordapp.net/";

fn still() -> ImageHash {
    "1269e74af4df7417b13759eae50c83dc".into()
}

fn moving() -> ImageHash {
    "a_1269e74af4df7417b13759eae50c83dc".into()
}

fn check<const N: usize>(urls: [(ImageUrl, &str); N]) {
    for (url, path) in urls {
        assert_eq!(url.to_string(), format!("{CDN}{path}"));
    }
}

#[test]
fn images_of_guilds_have_their_paths() {
    let hash = &still();
    check([
        (super::emoji(Id::new(1), false), "emojis/1.webp"),
        (
            super::emoji(Id::new(1), true),
            "emojis/1.webp?animated=true",
        ),
        (
            super::guild_icon(Id::new(1), hash),
            "icons/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::guild_splash(Id::new(1), hash),
            "splashes/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::guild_discovery_splash(Id::new(1), hash),
            "discovery-splashes/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::guild_banner(Id::new(1), hash),
            "banners/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::guild_tag_badge(Id::new(1), hash),
            "guild-tag-badges/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::role_icon(Id::new(1), hash),
            "role-icons/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::scheduled_event_cover(Id::new(1), hash),
            "guild-events/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
    ]);
}

#[test]
fn images_of_users_have_their_paths() {
    let hash = &still();
    check([
        (
            super::user_avatar(Id::new(1), hash),
            "avatars/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::user_banner(Id::new(1), hash),
            "banners/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::default_avatar(Id::new(3 << 22), None),
            "embed/avatars/3.png",
        ),
        (
            super::member_avatar(Id::new(1), Id::new(2), hash),
            "guilds/1/users/2/avatars/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::member_banner(Id::new(1), Id::new(2), hash),
            "guilds/1/users/2/banners/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::avatar_decoration(hash),
            "avatar-decoration-presets/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::avatar_decoration(&moving()),
            "avatar-decoration-presets/a_1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::group_icon(Id::new(1), hash),
            "channel-icons/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
    ]);
}

#[test]
fn images_of_applications_and_teams_have_their_paths() {
    let hash = &still();
    check([
        (
            super::application_icon(Id::new(1), hash),
            "app-icons/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::application_cover(Id::new(1), hash),
            "app-icons/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::application_asset(Id::new(1), Id::new(2)),
            "app-assets/1/2.png",
        ),
        (
            super::achievement_icon(Id::new(1), Id::new(2), hash),
            "app-assets/1/achievements/2/icons/1269e74af4df7417b13759eae50c83dc.png",
        ),
        (
            super::store_asset(Id::new(1), Id::new(2)),
            "app-assets/1/store/2.png",
        ),
        (
            super::team_icon(Id::new(1), hash),
            "team-icons/1/1269e74af4df7417b13759eae50c83dc.png",
        ),
    ]);
}

#[test]
fn stickers_and_sounds_have_their_paths() {
    check([
        (
            super::sticker_pack_banner(Id::new(1)),
            "app-assets/710982414301790216/store/1.png",
        ),
        (super::sticker_png(Id::new(1)), "stickers/1.png"),
        (super::sticker_lottie(Id::new(1)), "stickers/1.json"),
    ]);
    assert_eq!(
        super::sticker_gif(Id::new(1)).to_string(),
        "https://media.discordapp.net/stickers/1.gif"
    );
    assert_eq!(
        super::soundboard_sound(Id::new(1)),
        "https://cdn.discordapp.com/soundboard-sounds/1"
    );
}

#[test]
fn only_places_that_serve_gif_show_moving_images_as_gif() {
    let hash = &moving();
    for url in [
        super::guild_icon(Id::new(1), hash),
        super::guild_banner(Id::new(1), hash),
        super::user_avatar(Id::new(1), hash),
        super::user_banner(Id::new(1), hash),
        super::member_avatar(Id::new(1), Id::new(2), hash),
        super::member_banner(Id::new(1), Id::new(2), hash),
    ] {
        let text = url.to_string();
        assert!(
            text.ends_with("/a_1269e74af4df7417b13759eae50c83dc.gif"),
            "{text}"
        );
    }
    for url in [
        super::guild_splash(Id::new(1), hash),
        super::guild_discovery_splash(Id::new(1), hash),
        super::guild_tag_badge(Id::new(1), hash),
        super::application_icon(Id::new(1), hash),
        super::application_cover(Id::new(1), hash),
        super::achievement_icon(Id::new(1), Id::new(2), hash),
        super::team_icon(Id::new(1), hash),
        super::role_icon(Id::new(1), hash),
        super::scheduled_event_cover(Id::new(1), hash),
        super::group_icon(Id::new(1), hash),
    ] {
        let text = url.to_string();
        assert!(
            text.ends_with("/a_1269e74af4df7417b13759eae50c83dc.png"),
            "{text}"
        );
        let text = url.format(WebP).unwrap().to_string();
        assert!(
            text.ends_with("/a_1269e74af4df7417b13759eae50c83dc.webp"),
            "{text}"
        );
    }
}

#[test]
fn a_moving_image_moves_in_webp_and_stands_still_elsewhere() {
    let avatar = || super::user_avatar(Id::new(1), &moving());
    let ending = |url: ImageUrl| url.to_string().rsplit_once('.').unwrap().1.to_owned();
    assert_eq!(ending(avatar().format(WebP).unwrap()), "webp?animated=true");
    assert_eq!(
        ending(avatar().format(WebP).unwrap().size(4096).unwrap()),
        "webp?size=4096&animated=true"
    );
    assert_eq!(ending(avatar().format(Png).unwrap()), "png");
    assert_eq!(ending(avatar().format(Jpeg).unwrap()), "jpg");
    assert_eq!(ending(avatar().still()), "png");
    assert_eq!(ending(avatar().still().format(WebP).unwrap()), "webp");
    assert_eq!(ending(avatar().format(WebP).unwrap().still()), "webp");
    assert_eq!(ending(avatar().still().format(Gif).unwrap()), "gif");
    assert_eq!(ending(super::emoji(Id::new(1), true).still()), "webp");
    assert_eq!(ending(super::sticker_gif(Id::new(1)).still()), "gif");
}

#[test]
fn an_image_that_does_not_move_is_no_gif() {
    let avatar = super::user_avatar(Id::new(1), &still());
    assert_eq!(
        avatar.clone().format(Gif).unwrap_err().to_string(),
        "Discord serves user avatars as GIF only where they are animated, and this one is not"
    );
    assert_eq!(avatar.clone().prefer(Gif), avatar);
    assert!(super::emoji(Id::new(1), false).format(Gif).is_err());
    assert!(super::emoji(Id::new(1), true).format(Gif).is_ok());
}

#[test]
fn formats_that_a_place_does_not_serve_are_errors_that_say_what_it_serves() {
    let error = |url: ImageUrl, format| url.format(format).unwrap_err().to_string();
    assert_eq!(
        error(super::guild_splash(Id::new(1), &moving()), Gif),
        "Discord serves invite splashes of guilds as PNG, JPEG or WebP, not as GIF"
    );
    assert_eq!(
        error(super::guild_icon(Id::new(1), &moving()), Lottie),
        "Discord serves guild icons as PNG, JPEG, WebP or GIF, not as Lottie"
    );
    assert_eq!(
        error(super::avatar_decoration(&moving()), Gif),
        "Discord serves avatar decorations as PNG, not as GIF"
    );
    assert_eq!(
        error(super::sticker_lottie(Id::new(1)), Png),
        "Discord serves Lottie stickers as Lottie, not as PNG"
    );
    assert_eq!(
        error(super::media_proxy("external/a.png"), Png),
        "Discord serves images of the media proxy as they are, not as PNG"
    );
}

#[test]
fn preferring_a_format_leaves_alone_what_has_it_not() {
    let own = super::user_avatar(Id::new(1), &still());
    let none = super::default_avatar(Id::new(0), None);
    assert!(own.prefer(WebP).to_string().ends_with("83dc.webp"));
    assert!(none.prefer(WebP).to_string().ends_with("/0.png"));
}

#[test]
fn sizes_are_powers_of_two_from_16_to_4096() {
    let icon = super::guild_icon(Id::new(1), &still());
    let served: Vec<u16> = (0..=u16::MAX)
        .filter(|size| icon.clone().size(*size).is_ok())
        .collect();
    assert_eq!(served, [16, 32, 64, 128, 256, 512, 1024, 2048, 4096]);
    assert!(
        icon.clone()
            .size(16)
            .unwrap()
            .to_string()
            .ends_with(".png?size=16")
    );

    for (size, instead) in [
        (0, 16),
        (8, 16),
        (300, 512),
        (4095, 4096),
        (8192, 4096),
        (u16::MAX, 4096),
    ] {
        assert_eq!(
            icon.clone().size(size).unwrap_err().to_string(),
            format!(
                "Discord serves no images of the size {size}: it must be a power of two \
                 from 16 to 4096, such as {instead}"
            )
        );
    }
}

#[test]
fn places_that_ignore_the_size_take_it_and_do_not_write_it() {
    for url in [
        super::default_avatar(Id::new(1), None),
        super::sticker_png(Id::new(1)),
        super::sticker_lottie(Id::new(1)),
        super::sticker_gif(Id::new(1)),
        super::media_proxy("a"),
    ] {
        assert_eq!(url.clone().size(64).unwrap(), url);
        assert!(url.size(65).is_err());
    }
}

#[test]
fn the_default_avatar_follows_the_id_or_the_old_discriminator() {
    let index = |id, discriminator| super::default_avatar_index(Id::new(id), discriminator);
    // 80351110224678912 >> 22 is 19157197529, which is 5 modulo 6.
    assert_eq!(index(80_351_110_224_678_912, None), 5);
    assert_eq!(index(80_351_110_224_678_912, Some("0")), 5);
    assert_eq!(index(80_351_110_224_678_912, Some("what")), 5);
    assert_eq!(index(80_351_110_224_678_912, Some("1337")), 2);
    assert_eq!(index(80_351_110_224_678_912, Some("0009")), 4);
    assert_eq!(index(80_351_110_224_678_912, Some("0000")), 0);
    assert_eq!(index(u64::MAX - 1, None), 3);
    assert_eq!(index(0, None), 0);
}

#[test]
fn an_odd_hash_cannot_leave_its_place_in_the_url() {
    for (hash, segment) in [
        ("../../emojis/1?x=y#z", "..%2F..%2Femojis%2F1%3Fx%3Dy%23z"),
        ("v2_A-b~c.d", "v2_A-b~c.d"),
        ("é %", "%C3%A9%20%25"),
    ] {
        assert_eq!(
            super::role_icon(Id::new(1), &hash.into()).to_string(),
            format!("{CDN}role-icons/1/{segment}.png")
        );
    }
}

#[test]
fn an_activity_shows_assets_and_images_of_the_media_proxy() {
    let url = |image| super::activity_asset(Id::new(1), image).map(String::from);
    assert_eq!(url("2").unwrap(), format!("{CDN}app-assets/1/2.png"));
    assert_eq!(
        url("mp:external/x_1/%3Fa%3Db/https/a.b/c.gif").unwrap(),
        format!("{MEDIA}external/x_1/%3Fa%3Db/https/a.b/c.gif")
    );
    assert_eq!(url("mp:a \"<\n").unwrap(), format!("{MEDIA}a%20%22%3C%0A"));
    for image in ["", "mp:", "spotify:ab67", "twitch:name", "a_1", "-2"] {
        assert_eq!(url(image), None, "{image}");
    }
}

#[test]
fn a_url_is_a_string_in_json_and_shows_itself_in_debug() {
    let url = super::sticker_png(Id::new(1));
    assert_eq!(
        serde_json::to_string(&url).unwrap(),
        "\"https://cdn.discordapp.com/stickers/1.png\""
    );
    assert_eq!(
        format!("{url:?}"),
        "ImageUrl(https://cdn.discordapp.com/stickers/1.png)"
    );
}
