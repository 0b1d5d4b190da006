"""Exchange's SOAP: requests held against names, order and namespaces of its schema, and answers.

source  MS-OXWSCONT 3.1.4; MS-OXWSCDATA; what the public reference shows"""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from xml.sax.saxutils import escape

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"
ERRORS = "http://schemas.microsoft.com/exchange/services/2006/errors"

# Oldest first.
VERSIONS = (
    "Exchange2007",
    "Exchange2007_SP1",
    "Exchange2010",
    "Exchange2010_SP1",
    "Exchange2010_SP2",
    "Exchange2013",
    "Exchange2013_SP1",
    "Exchange2015",
    "Exchange2016",
)
NEWEST = {"2013": "Exchange2013_SP1", "2016": "Exchange2016", "2019": "Exchange2016"}  # that a server knows
BUILDS = {"2013": (15, 0, 1497, 2), "2016": (15, 1, 2507, 6), "2019": (15, 2, 1118, 40)}
SIZES = tuple(f"HR{side}x{side}" for side in (48, 64, 96, 120, 240, 360, 432, 504, 648))
TYPES_REQUESTED = ("UserPhoto", "ProfileHeaderPhoto")
# The children of each operation, in order: name, whether it may be missing.
OPERATIONS = {
    "GetUserPhoto": (("Email", False), ("SizeRequested", False), ("TypeRequested", True)),
    "SetUserPhoto": (("Email", False), ("Content", False), ("TypeRequested", True)),
}
SINCE = {"GetUserPhoto": "Exchange2013", "SetUserPhoto": "Exchange2016"}
ALLOWED = {"SizeRequested": SIZES, "TypeRequested": TYPES_REQUESTED}


class SoapError(Exception):
    """code  as the service has it; wrong: no well-made client sends that"""

    def __init__(self, code, message, wrong=False):
        super().__init__(message)
        self.code, self.wrong = code, wrong


def breach(message):
    return SoapError("ErrorSchemaValidation", f"The request failed schema validation: {message}", wrong=True)


@dataclass
class Call:
    operation: str
    fields: dict  # by element name
    impersonated: str | None  # the address of the mailbox's owner


def read_call(request, exchange):
    """exchange  "2013", "2016", "2019"
    raises  SoapError"""
    if request.media_type() != "text/xml" or "charset=utf-8" not in request.header("content-type").lower().replace(
        '"', ""
    ):
        raise breach("the content type is not 'text/xml; charset=utf-8'")
    if b"<!" in request.body:
        raise breach("there is a DOCTYPE, a comment or a CDATA section")
    try:
        envelope = ElementTree.fromstring(request.body)
    except ElementTree.ParseError as error:
        raise breach(f"this is no XML: {error}") from None
    header, body = children(envelope, f"{{{SOAP}}}Envelope", [f"{{{SOAP}}}Header", f"{{{SOAP}}}Body"])
    version, impersonated = read_header(header)
    element = read_body(body)
    operation = local_name(element, MESSAGES)
    check_version(operation, version, exchange)
    if request.header("soapaction").strip('"') != f"{MESSAGES}/{operation}":
        raise breach(f"the SOAPAction is not that of {operation}")
    if impersonated and request.header("x-anchormailbox").lower() != impersonated.lower():
        raise breach("X-AnchorMailbox is not the address of the impersonated mailbox")
    return Call(operation, read_fields(element, OPERATIONS[operation]), impersonated)


def children(element, name, wanted):
    """The children, where they are the wanted ones in that order."""
    if element.tag != name:
        raise breach(f"'{element.tag}' stands where '{name}' should")
    found = [child.tag for child in element]
    if found != wanted:
        raise breach(f"'{name}' has the children {found}; {wanted} were expected")
    check_empty(element)
    return list(element)


def check_empty(element):
    texts = [element.text, *[child.tail for child in element]]
    if any(text and text.strip() for text in texts):
        raise breach(f"there is text in '{element.tag}'")


def local_name(element, namespace):
    found, _, name = element.tag[1:].partition("}")
    if found != namespace:
        raise breach(f"'{element.tag}' is not of the namespace '{namespace}'")
    return name


def read_header(header):
    """(the version, the impersonated address or none)"""
    check_empty(header)
    parts = {}
    for child in header:
        name = local_name(child, TYPES)
        if name not in ("RequestServerVersion", "ExchangeImpersonation") or name in parts:
            raise breach(f"the header '{name}' is not known, or stands there twice")
        parts[name] = child
    if "RequestServerVersion" not in parts:
        raise breach("RequestServerVersion is missing")
    version = parts["RequestServerVersion"]
    if list(version.attrib) != ["Version"] or version.attrib["Version"] not in VERSIONS or len(version):
        raise breach("RequestServerVersion has no Version that there is")
    return version.attrib["Version"], read_impersonation(parts.get("ExchangeImpersonation"))


def read_impersonation(element):
    if element is None:
        return None
    [connecting] = children(element, f"{{{TYPES}}}ExchangeImpersonation", [f"{{{TYPES}}}ConnectingSID"])
    [address] = children(connecting, f"{{{TYPES}}}ConnectingSID", [f"{{{TYPES}}}PrimarySmtpAddress"])
    return text_of(address)


def read_body(body):
    check_empty(body)
    if len(body) != 1:
        raise breach("the body has not one child")
    if local_name(body[0], MESSAGES) not in OPERATIONS:
        raise breach(f"the element 'Body' has an invalid child element '{body[0].tag}'")
    return body[0]


def text_of(element):
    if len(element) or element.attrib or not element.text:
        raise breach(f"'{element.tag}' is no text, or empty")
    return element.text


def read_fields(element, known):
    check_empty(element)
    fields, rest = {}, list(element)
    for name, optional in known:
        if rest and rest[0].tag == f"{{{MESSAGES}}}{name}":
            fields[name] = text_of(rest.pop(0))
            if name in ALLOWED and fields[name] not in ALLOWED[name]:
                raise breach(f"'{fields[name]}' is no {name}")
        elif not optional:
            raise breach(f"'{name}' is missing in '{element.tag}', or not in its place")
    if rest or element.attrib:
        raise breach(f"'{element.tag}' has a child or an attribute too many")
    return fields


def check_version(operation, version, exchange):
    """A server refuses versions that came after it, and operations that came with a later one."""
    newest = VERSIONS.index(NEWEST[exchange])
    if VERSIONS.index(version) > newest:
        raise SoapError("ErrorInvalidServerVersion", "The specified server version is invalid.")
    if VERSIONS.index(SINCE[operation]) > newest:
        raise SoapError(
            "ErrorSchemaValidation",
            f"The request failed schema validation: The element 'Body' has invalid child "
            f"element '{operation}' in namespace '{MESSAGES}'.",
        )
    if VERSIONS.index(version) < VERSIONS.index(SINCE[operation]):
        raise breach(f"{operation} needs RequestServerVersion {SINCE[operation]}")


def response(operation, exchange, code="NoError", message=None, inside="", details=None):
    """The answer to an operation, as XML.

    inside   what comes after ResponseCode, as XML
    details  of an error: the values of MessageXml"""
    text = "" if message is None else f"<m:MessageText>{escape(message)}</m:MessageText>"
    link = "" if code == "NoError" else "<m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>"
    values = f"<m:MessageXml>{values_of(details)}</m:MessageXml>" if details else ""
    kind = "Success" if code == "NoError" else "Error"
    return enveloped(
        f'<m:{operation}Response xmlns:m="{MESSAGES}" xmlns:t="{TYPES}" ResponseClass="{kind}">{text}'
        f"<m:ResponseCode>{code}</m:ResponseCode>{link}{values}{inside}</m:{operation}Response>",
        exchange,
    )


def fault(code, message, details=None):
    values = f'<t:MessageXml xmlns:t="{TYPES}">{values_of(details)}</t:MessageXml>' if details else ""
    return enveloped(
        f'<s:Fault><faultcode xmlns:a="{TYPES}">a:{code}</faultcode>'
        f'<faultstring xml:lang="en-US">{escape(message)}</faultstring>'
        f'<detail><e:ResponseCode xmlns:e="{ERRORS}">{code}</e:ResponseCode>'
        f'<e:Message xmlns:e="{ERRORS}">{escape(message)}</e:Message>'
        f"{values}</detail></s:Fault>"
    )


def values_of(details):
    return "".join(f'<t:Value Name="{name}">{escape(str(value))}</t:Value>' for name, value in details.items())


def enveloped(body, exchange=None):
    header = ""
    if exchange:
        major, minor, build, revision = BUILDS[exchange]
        header = (
            f'<s:Header><h:ServerVersionInfo xmlns:h="{TYPES}" MajorVersion="{major}" MinorVersion="{minor}" '
            f'MajorBuildNumber="{build}" MinorBuildNumber="{revision}" Version="{NEWEST[exchange]}"/></s:Header>'
        )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="{SOAP}">{header}'
        f"<s:Body>{body}</s:Body></s:Envelope>"
    ).encode()
