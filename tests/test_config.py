from pathlib import Path

import pytest

from synth.config import Settings, read_settings
from synth.errors import UsageError


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return tmp_path / "synth.toml"


def test_defaults_hold_without_a_file(toml: Path) -> None:
    assert read_settings(toml, {}, {}) == Settings()


def test_flag_beats_environment_beats_file(toml: Path) -> None:
    toml.write_text('encoder = "file"\ncontact = "file"\njobs = 3', encoding="utf-8")

    settings = read_settings(
        toml, {"SYNTH_ENCODER": "environment", "SYNTH_CONTACT": "environment"}, {"encoder": "flag"}
    )

    assert (settings.encoder, settings.contact, settings.jobs) == ("flag", "environment", 3)


def test_flag_that_was_not_given_changes_nothing(toml: Path) -> None:
    assert read_settings(toml, {"SYNTH_JOBS": "2"}, {"jobs": None}).jobs == 2


def test_unknown_key_in_the_file_is_an_error_that_names_the_known_ones(toml: Path) -> None:
    toml.write_text("encodr = 1", encoding="utf-8")

    with pytest.raises(UsageError, match="'encodr'") as caught:
        read_settings(toml, {}, {})

    assert "encoder" in caught.value.hint


@pytest.mark.parametrize(
    ("environment", "what"),
    [
        ({"SYNTH_JOBS": "many"}, "jobs"),
        ({"SYNTH_BOXES": "perhaps"}, "boxes"),
        ({"SYNTH_JOBS": "-1"}, "jobs"),
        ({"SYNTH_ARXIV_API_URL": "ftp://example.org"}, "arxiv_api_url"),
        ({"SYNTH_ARXIV_SITE_URL": "http://[x"}, "arxiv_site_url"),
        ({"SYNTH_ARXIV_GAP_S": "0.5"}, "arxiv_gap_s"),
    ],
)
def test_value_that_makes_no_sense_is_an_error_that_names_the_setting(
    toml: Path, environment: dict[str, str], what: str
) -> None:
    with pytest.raises(UsageError, match=what):
        read_settings(toml, environment, {})


def test_shorter_gap_is_for_loopback_only(toml: Path) -> None:
    mirror = {"SYNTH_ARXIV_API_URL": "http://127.0.0.1:1/api", "SYNTH_ARXIV_SITE_URL": "http://localhost:1"}

    assert read_settings(toml, mirror | {"SYNTH_ARXIV_GAP_S": "0"}, {}).arxiv_gap_s == 0.0


def test_broken_toml_is_named(toml: Path) -> None:
    toml.write_text("jobs = = 2", encoding="utf-8")

    with pytest.raises(UsageError, match=r"synth\.toml"):
        read_settings(toml, {}, {})


def test_keys_come_from_the_usual_names_and_our_own_go_first(toml: Path) -> None:
    toml.write_text('openalex_api_key = "file"', encoding="utf-8")
    usual = {"S2_API_KEY": "s2", "OPENALEX_API_KEY": "usual", "CROSSREF_MAILTO": "me@example.org"}

    settings = read_settings(toml, usual, {})
    assert (settings.semantic_scholar_api_key, settings.openalex_api_key) == ("s2", "usual")
    assert settings.crossref_mailto == "me@example.org"
    assert read_settings(toml, usual | {"SEMANTIC_SCHOLAR_API_KEY": "long"}, {}).semantic_scholar_api_key == "long"
    assert read_settings(toml, usual | {"SYNTH_OPENALEX_API_KEY": "ours"}, {}).openalex_api_key == "ours"


def test_empty_key_in_the_environment_is_none(toml: Path) -> None:
    toml.write_text('openalex_api_key = "file"', encoding="utf-8")

    assert read_settings(toml, {"OPENALEX_API_KEY": ""}, {}).openalex_api_key == "file"


def test_databases_elsewhere_are_not_asked_more_than_once_a_second(toml: Path) -> None:
    with pytest.raises(UsageError, match="search_gap_s"):
        read_settings(toml, {"SYNTH_SEARCH_GAP_S": "0.5"}, {})
    with pytest.raises(UsageError, match="openalex_url"):
        read_settings(toml, {"SYNTH_OPENALEX_URL": "ftp://example.org"}, {})
