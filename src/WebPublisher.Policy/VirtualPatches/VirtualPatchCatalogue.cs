using System.Collections.Immutable;

namespace WebPublisher.Policy.VirtualPatches;

/// <summary>All virtual patches there are. The web half has one class for each.</summary>
public static class VirtualPatchCatalogue
{
    /// <summary>All, by product.</summary>
    public static ImmutableArray<VirtualPatch> All { get; } =
    [
        // Shapes that no client of any site sends.
        new("markupInQuery", PatchedProduct.AnySite, ["CWE-79"], "scripts in query parameters: a tag that runs script, an event handler behind a quotation mark, javascript: URLs. Passes: <alice@example.com>, 1 < 2.", EverySite: true),
        new("sqlInQuery", PatchedProduct.AnySite, ["CWE-89"], "SQL in query parameters: UNION SELECT, tautologies and comments behind a quotation mark, stacked statements, waiting. Passes: O'Brien or Smith, select a union.", EverySite: true),
        new("fileInQuery", PatchedProduct.AnySite, ["CWE-22", "CWE-98"], "query parameters that climb three directories or to a file of the system, and PHP's stream wrappers. Passes: ../../y.", EverySite: true),
        new("lineBreakInQuery", PatchedProduct.AnySite, ["CWE-93", "CWE-113"], "a line break in a query parameter before what reads as a header field or a page. Passes: several lines of a message's body.", EverySite: true),
        new("commandInQuery", PatchedProduct.AnySite, ["CWE-78", "CWE-1336"], "shell commands behind a separator, and template expressions, in query parameters. Passes: Tom & Jerry; cats.", EverySite: true),
        new("phpObject", PatchedProduct.AnySite, ["CWE-502"], "a serialised PHP object in a query parameter or cookie. Passes: other text.", EverySite: true),
        new("log4Shell", PatchedProduct.AnySite, ["CVE-2021-44228", "CVE-2021-45046"], "${jndi: in the target or a header field, also when it is put together of other look-ups. Passes: ${name}.", EverySite: true),
        new("spring4Shell", PatchedProduct.AnySite, ["CVE-2022-22965"], "query parameters that name class.module.classLoader. Passes: class.", EverySite: true),
        new("shellshock", PatchedProduct.AnySite, ["CVE-2014-6271", "CVE-2014-7169"], "a header field that begins as a shell function, () {. Passes: (x11).", EverySite: true),
        new("externalEntity", PatchedProduct.AnySite, ["CWE-611", "CVE-2019-9670"], "XML requests with a document type that has declarations of its own or lies elsewhere. Passes: XML without one.", EverySite: true),
        new("scanner", PatchedProduct.AnySite, ["CWE-200"], "the User-Agent of an attack tool that names itself. Passes: browsers, mail programs, monitoring.", EverySite: true),
        new("rangeOverflow", PatchedProduct.AnySite, ["CVE-2015-1635"], "a Range whose numbers no file reaches (2^63 and more). Passes: bytes=0-499.", EverySite: true),

        // Exchange.
        new("proxyLogon", PatchedProduct.Exchange, ["CVE-2021-26855"], "cookies X-AnonResource-Backend, and X-BEResource that is more than a server's name and version. Passes: X-BEResource=ex01.corp.example~1942062522.", EverySite: true),
        new("virtualDirectoryScript", PatchedProduct.Exchange, ["CVE-2021-26858", "CVE-2021-27065"], "script in the settings of a virtual directory, by /ecp/DDI/DDIService.svc/SetObject. Passes: settings without script."),
        new("proxyShell", PatchedProduct.Exchange, ["CVE-2021-34473", "CVE-2021-34523", "CVE-2021-31207"], "autodiscover.json with an address that is no parameter's value, or with another path behind it; X-Rps-CAT; Email=autodiscover/. Passes: autodiscover.json?Email=user@example.com&Protocol=ActiveSync.", EverySite: true),
        new("proxyNotShell", PatchedProduct.Exchange, ["CVE-2022-41040", "CVE-2022-41082"], "a URL with both autodiscover and powershell, however encoded. Passes: either alone.", EverySite: true),
        new("owassrf", PatchedProduct.Exchange, ["CVE-2022-41080"], "/owa/.../powershell, and X-OWA-ExplicitLogonUser with a path. Passes: X-OWA-ExplicitLogonUser: user@example.com.", EverySite: true),
        new("powershell", PatchedProduct.Exchange, ["CVE-2023-21529", "CVE-2023-21706", "CVE-2023-21707"], "remote PowerShell from outside: /powershell. Passes: the word anywhere else."),
        new("proxyToken", PatchedProduct.Exchange, ["CVE-2021-33766"], "a SecurityToken cookie with a value. Passes: an empty one."),
        new("proxyOracle", PatchedProduct.Exchange, ["CVE-2021-31195", "CVE-2021-31196"], "refurl or te given to /owa/auth/frowny.aspx. Passes: the page without them."),
        new("viewStateInQuery", PatchedProduct.Exchange, ["CVE-2020-0688"], "__VIEWSTATE in a query below /ecp or /owa. Passes: in the body of a form."),
        new("dlpPolicy", PatchedProduct.Exchange, ["CVE-2020-16875", "CVE-2020-17132"], "/ecp/DLPPolicy/ManagePolicyFromISV.aspx. Passes: other pages."),
        new("webShells", PatchedProduct.Exchange, ["CWE-553"], "scripts that Exchange does not have: any below /aspnet_client, unlisted ones below /owa/auth and /ecp/auth, .aspx where the protocols live. Passes: /owa/auth/logon.aspx."),
        new("autodiscoverMarkup", PatchedProduct.Exchange, ["CVE-2021-41349"], "markup posted to autodiscover.json. Passes: any other body."),
        new("ewsBinaryData", PatchedProduct.Exchange, ["CVE-2021-42321"], "a .NET object graph in the user configuration of an EWS request. Passes: other user configurations."),
        new("ewsPushSubscription", PatchedProduct.Exchange, ["CVE-2018-8581"], "an EWS push subscription, by which Exchange calls a server of the client's choice. Passes: pull and streaming subscriptions."),

        // IIS.
        new("iisStream", PatchedProduct.Iis, ["CVE-1999-0278", "CVE-2010-2731"], "a path that names an NTFS stream, such as ::$DATA. Passes: RE: a subject."),
        new("iisShortName", PatchedProduct.Iis, ["CWE-200"], "a path with a wildcard and a short name (~1), by which file names are guessed. Passes: /~user."),
        new("iisCookieless", PatchedProduct.Iis, ["CVE-2023-36560", "CVE-2023-36899"], "a session, ticket or profile in the path, such as /(S(x))/. Passes: /(a)."),
        new("iisDoubleExtension", PatchedProduct.Iis, ["CVE-2009-4444"], "a script's name before a semicolon, such as x.asp;.jpg. Passes: ;jsessionid=1."),
        new("iisAcceptEncoding", PatchedProduct.Iis, ["CVE-2021-31166", "CVE-2022-21907"], "an Accept-Encoding with an empty member. Passes: gzip, deflate, br."),
        new("iisWebDavIf", PatchedProduct.Iis, ["CVE-2017-7269"], "an If with a URL of more than 260 characters or of other than ASCII. Passes: a lock's token."),

        // Roundcube.
        new("roundcubeFrom", PatchedProduct.Roundcube, ["CVE-2025-49113"], "a _from in the query that is, after add- or edit-, other than letters, digits, _ . -. Passes: _from=edit-identity."),
        new("roundcubeSendmail", PatchedProduct.Roundcube, ["CVE-2016-9920"], "options of sendmail in the _from of a message. Passes: Alice - Sales <alice@example.com>."),
        new("roundcubeUploadDisplay", PatchedProduct.Roundcube, ["CVE-2017-16651"], "upload-display with a _from that is a setting, such as timezone. Passes: _from=identity."),
        new("roundcubeInstaller", PatchedProduct.Roundcube, ["CVE-2020-12640", "CVE-2020-12641"], "the installer's parameters for commands and plugins. Passes: the parameters of preferences."),
        new("roundcubeInside", PatchedProduct.Roundcube, ["CWE-538"], "/installer, /config, /logs, /temp, /SQL, /bin, /vendor. Passes: plugins, skins and program with folders of such names."),
        new("roundcubeLineBreak", PatchedProduct.Roundcube, ["CVE-2018-9846"], "line breaks in what becomes an IMAP or sieve command: _mbox, _uid, _search, _filter, names. Passes: lines in a message's text."),
        new("roundcubeUser", PatchedProduct.Roundcube, ["CWE-117"], "control characters in the _user of a logon. Passes: any other name."),
        new("roundcubeSearch", PatchedProduct.Roundcube, ["CVE-2021-44026"], "a _search, _sort or _order that is other than letters, digits, _ and -. Passes: the digest of a search."),
        new("roundcubeSkin", PatchedProduct.Roundcube, ["CVE-2015-8770"], "a _skin that is a path. Passes: _skin=elastic."),

        // SOGo.
        new("sogoTheme", PatchedProduct.Sogo, ["CVE-2025-63499"], "a theme other than letters, digits, _ and -. Passes: theme=default."),
        new("sogoUserName", PatchedProduct.Sogo, ["CVE-2025-63498"], "markup in userName. Passes: user@example.com."),
        new("sogoAcl", PatchedProduct.Sogo, ["CVE-2026-8851"], "SQL in the uid of an access list. Passes: a user's name, also with an apostrophe."),

        // Zimbra.
        new("zimbraMailboxImport", PatchedProduct.Zimbra, ["CVE-2022-27925", "CVE-2022-37042"], "the import of mailboxes, an administrator's affair: /service/extension/backup/mboximport. Passes: other services."),
        new("zimbraMemcached", PatchedProduct.Zimbra, ["CVE-2022-27924"], "line breaks in the parameters of a service. Passes: lines in a message's text."),
        new("zimbraCalendar", PatchedProduct.Zimbra, ["CVE-2022-24682", "CVE-2023-34192"], "quotation marks with markup in the parameters of the classic client, /h/. Passes: plain text."),
        new("zimbraMobile", PatchedProduct.Zimbra, ["CVE-2023-37580"], "an st below /m/ other than letters. Passes: st=message."),
        new("zimbraSkin", PatchedProduct.Zimbra, ["CVE-2013-7091"], "a skin that is a path, below /res/. Passes: skin=serenity."),
        new("zimbraInclude", PatchedProduct.Zimbra, ["CVE-2025-68645"], "parameters that name javax.servlet attributes. Passes: other parameters."),
        new("zimbraPackages", PatchedProduct.Zimbra, ["CVE-2024-33535"], "packages that are paths. Passes: packages=Startup1_1,Mail."),
        new("zimbraProxy", PatchedProduct.Zimbra, ["CVE-2019-9621", "CVE-2021-35209"], "the proxy servlet asked for an inner address or port 7071, or with X-Host. Passes: a public server."),
        new("zimbraWebEx", PatchedProduct.Zimbra, ["CVE-2020-7796"], "a companyId of the WebEx zimlet that is more than a name. Passes: companyId=example."),
        new("zimbraSalesforce", PatchedProduct.Zimbra, ["CVE-2023-29382"], "a server of sfdc_preauth.jsp that is more than a name below salesforce.com. Passes: eu1.salesforce.com."),
        new("zimbraInside", PatchedProduct.Zimbra, ["CVE-2023-38750"], "/WEB-INF, /META-INF, the administrators' console and its services. Passes: /zimbra, /service/soap."),

        // grommunio.
        new("grommunioInside", PatchedProduct.Grommunio, ["CWE-538"], "the server's side of grommunio-web and its files: /web/server, config.php, *.inc. Passes: /web/, /web/client."),
    ];

    private static readonly ImmutableDictionary<string, ImmutableArray<VirtualPatch>> s_named = All
        .SelectMany(patch => patch.References.Prepend(patch.Id).Select(name => (Name: name, Patch: patch)))
        .GroupBy(named => named.Name, named => named.Patch, StringComparer.OrdinalIgnoreCase)
        .ToImmutableDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>All names by which patches are known: their own, and their references.</summary>
    public static IEnumerable<string> Names => s_named.Keys;

    /// <summary>The patches of a name, in any case; none when the name is unknown.</summary>
    public static ImmutableArray<VirtualPatch> Named(string name) => s_named.GetValueOrDefault(name, []);
}
