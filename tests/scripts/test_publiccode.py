"""publiccode.yml against the standard it names: required keys, limits, vocabularies.

Written from the standard's text (core schema and its list of categories), so that it needs no
network. Where the file speaks of the repository, it is held against the repository.
"""

import ast
import hashlib
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]

CATEGORIES = set(
    """
    accounting agile-project-management applicant-tracking application-development
    appointment-scheduling backup billing-and-invoicing blog budgeting business-intelligence
    business-process-management cad call-center-management cloud-management collaboration
    communications compliance-management contact-management content-management crm
    customer-service-and-support data-analytics data-collection data-visualization design
    design-system digital-asset-management digital-citizenship document-management
    donor-management e-commerce e-signature educational-content email-management email-marketing
    employee-management enterprise-project-management enterprise-social-networking erp
    event-management facility-management feedback-and-reviews-management financial-reporting
    fleet-management fundraising gamification geographic-information-systems grant-management
    graphic-design help-desk hr ide identity-management instant-messaging inventory-management
    it-asset-management it-development it-management it-security it-service-management
    knowledge-management learning-management-system marketing mind-mapping mobile-marketing
    mobile-payment network-management office online-booking online-community payment-gateway
    payroll predictive-analysis procurement productivity-suite project-collaboration
    project-management property-management real-estate-management remote-support
    resource-management sales-management seo service-desk social-media-management survey
    talent-management task-management taxes-management test-management time-management
    time-tracking translation video-conferencing video-editing visitor-management voip
    warehouse-management web-collaboration web-conferencing website-builder whistleblowing
    workflow-management
    """.split()  # noqa: SIM905 - a vocabulary reads better as words than as a list
)
SCOPES = set(
    """
    agriculture culture defence education emergency-services employment energy environment
    finance-and-economic-development foreign-affairs healthcare
    infrastructures justice local-authorities manufacturing research
    science-and-technology security society sport tourism transportation welfare
    """.split()  # noqa: SIM905
)
SOFTWARE_TYPES = {
    "standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web",
    "standalone/backend", "standalone/other", "addon", "library", "configurationFiles",
}  # fmt: skip
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
# The text that the Free Software Foundation publishes, byte for byte.
AGPL_3 = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"
MANIFESTS = sorted((ROOT / "addons").glob("*/__manifest__.py"))


@pytest.fixture(scope="module")
def publiccode() -> dict:
    return YAML(typ="safe").load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_every_required_key_is_there(publiccode):
    required = {
        "publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus",
        "softwareType", "description", "legal", "maintenance", "localisation",
    }  # fmt: skip
    assert required <= set(publiccode)
    assert publiccode["platforms"] and publiccode["name"]
    assert "license" in publiccode["legal"]
    assert {"localisationReady", "availableLanguages"} <= set(publiccode["localisation"])


def test_it_names_a_version_of_the_standard(publiccode):
    assert re.fullmatch(r"0\.[2-7](\.\d+)?", publiccode["publiccodeYmlVersion"])


def test_words_come_from_the_vocabularies(publiccode):
    assert set(publiccode["categories"]) <= CATEGORIES
    assert len(publiccode["categories"]) == len(set(publiccode["categories"]))
    assert publiccode["softwareType"] in SOFTWARE_TYPES
    assert publiccode["developmentStatus"] in STATUSES
    assert set(publiccode["intendedAudience"]["scope"]) <= SCOPES
    assert all(re.fullmatch("[A-Z]{2}", c) for c in publiccode["intendedAudience"]["countries"])


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_description_keeps_its_limits_in_both_languages(publiccode, language):
    text = publiccode["description"][language]
    assert 0 < len(text["shortDescription"]) <= 150
    assert "\n" not in text["shortDescription"].strip()
    assert 150 <= len(text["longDescription"]) <= 10_000
    assert 5 <= len(text["features"]) <= 20
    assert all(isinstance(feature, str) and feature for feature in text["features"])
    for screenshot in text.get("screenshots", ()):
        assert (ROOT / screenshot).is_file(), screenshot


def test_both_languages_tell_the_same_features(publiccode):
    english, italian = (publiccode["description"][code]["features"] for code in ("en", "it"))
    assert len(english) == len(italian)


def test_the_date_is_an_iso_date_that_has_come(publiccode):
    written = publiccode["releaseDate"]
    assert isinstance(written, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", written)
    assert date.fromisoformat(written) <= date.today()


def test_the_address_is_one_of_a_repository_and_a_placeholder_only_before_a_release(publiccode):
    url = urlsplit(publiccode["url"])
    assert url.scheme == "https" and url.hostname and url.path.strip("/")
    if url.hostname.endswith(("example.org", "example.com")):
        assert publiccode["developmentStatus"] in ("concept", "development", "beta")


def test_maintenance_says_who(publiccode):
    maintenance = publiccode["maintenance"]
    assert maintenance["type"] in {"internal", "contract", "community", "none"}
    if maintenance["type"] in ("internal", "community"):
        assert all(contact["name"] for contact in maintenance["contacts"])
    if maintenance["type"] == "contract":
        assert all({"name", "until"} <= set(c) for c in maintenance["contractors"])


def test_the_italian_section_has_its_version(publiccode):
    assert publiccode["IT"]["countryExtensionVersion"] == "1.0"
    assert all(value in (True, False) for value in publiccode["IT"]["piattaforme"].values())


def test_the_licence_is_the_one_of_the_file_and_of_the_manifests(publiccode):
    assert publiccode["legal"]["license"] == "AGPL-3.0-or-later"
    text = (ROOT / "LICENSE").read_bytes()
    assert hashlib.sha256(text).hexdigest() == AGPL_3, "the licence's text is changed by nobody"
    for path in MANIFESTS:
        assert ast.literal_eval(path.read_text(encoding="utf-8"))["license"] == "AGPL-3", path


def test_the_version_is_the_one_of_the_manifests(publiccode):
    assert MANIFESTS
    for path in MANIFESTS:
        manifest = ast.literal_eval(path.read_text(encoding="utf-8"))
        assert manifest["version"] == publiccode["softwareVersion"], path


def test_every_translation_of_the_addons_is_announced(publiccode):
    translated = {path.stem for path in (ROOT / "addons").glob("*/i18n/*.po")}
    assert {"en"} | translated <= set(publiccode["localisation"]["availableLanguages"])
