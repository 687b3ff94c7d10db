using System.Text;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Tests.Logons;

/// <summary>How users log on to a webmail, as the wire has it: the policy that says so, the request, and the webmail's answers. The password is <c>right</c>.</summary>
internal sealed record Webmail(LogonPolicy Logon, Func<string, string, string> Request, string Right, string Wrong)
{
    public const string RightPassword = "right";

    private const string Head = "Host: mail.example.test\r\nConnection: close\r\n";

    public static Webmail Roundcube { get; } = new(
        Form("_user", "_pass", new LogonAnswer([302], ["roundcube_sessauth"], "_token="), new LogonAnswer([401], [], null)),
        (user, password) => Post("/?_task=login", $"_token=x&_task=login&_action=login&_timezone=UTC&_url=&_user={Uri.EscapeDataString(user)}&_pass={password}"),
        "HTTP/1.1 302 Found\r\nSet-Cookie: roundcube_sessid=a; path=/; HttpOnly\r\nSet-Cookie: roundcube_sessauth=-del-; path=/\r\nSet-Cookie: roundcube_sessauth=b; path=/; HttpOnly\r\nLocation: ./?_task=mail&_token=c\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 401 Unauthorized\r\nContent-Length: 5\r\n\r\nlogin");

    public static Webmail Sogo { get; } = new(
        Form("userName", "password", new LogonAnswer([200], ["0xHIGHFLYxSOGo"], null), new LogonAnswer([403], [], null), LogonBodyFormat.Json, "/SOGo/connect"),
        (user, password) => Post("/SOGo/connect", $$"""{"userName":"{{user.Replace(@"\", @"\\")}}","password":"{{password}}","domain":null,"rememberLogin":0}""", "application/json"),
        "HTTP/1.1 200 OK\r\nSet-Cookie: 0xHIGHFLYxSOGo=basic; path=/SOGo/\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 403 Forbidden\r\nSet-Cookie: 0xHIGHFLYxSOGo=discard; path=/SOGo/\r\nContent-Length: 2\r\n\r\n{}");

    public static Webmail Owa { get; } = new(
        Form("username", "password", new LogonAnswer([302], ["cadata"], null), new LogonAnswer([302], [], "reason=2"), LogonBodyFormat.Form, "/owa/auth.owa"),
        (user, password) => Post("/owa/auth.owa", $"destination=https%3A%2F%2Fmail.example.test%2Fowa&flags=4&forcedownlevel=0&username={Uri.EscapeDataString(user)}&password={password}&passwordText=&isUtf8=1"),
        "HTTP/1.1 302 Found\r\nSet-Cookie: cadata=a; path=/; secure; HttpOnly\r\nSet-Cookie: cadataTTL=b; path=/\r\nLocation: https://mail.example.test/owa\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: https://mail.example.test/owa/auth/logon.aspx?url=https%3a%2f%2fmail.example.test%2fowa&reason=2\r\nContent-Length: 0\r\n\r\n");

    public static Webmail Zimbra { get; } = new(
        Form("username", "password", new LogonAnswer([], ["ZM_AUTH_TOKEN"], null), new LogonAnswer([200], [], null), LogonBodyFormat.Form, "/"),
        (user, password) => Post("/", $"loginOp=login&login_csrf=x&username={Uri.EscapeDataString(user)}&password={password}&client=preferred"),
        "HTTP/1.1 302 Found\r\nSet-Cookie: ZM_AUTH_TOKEN=0_a; Path=/; Secure; HttpOnly\r\nLocation: /\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nSet-Cookie: ZM_LOGIN_CSRF=x; HttpOnly\r\nContent-Length: 4\r\n\r\nform");

    public static Webmail Grommunio { get; } = new(
        Form("username", "password", new LogonAnswer([302, 303], ["domainname", "webapp_title"], null), new LogonAnswer([200], [], null), LogonBodyFormat.Form, "/web/"),
        (user, password) => Post("/web/?logon", $"username={Uri.EscapeDataString(user)}&password={password}"),
        "HTTP/1.1 303 See Other\r\nSet-Cookie: webapp_title=Ann; path=/; secure\r\nLocation: /web/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX-Grommunio-Hresult: MAPI_E_LOGON_FAILED\r\nContent-Length: 4\r\n\r\nform");

    public static Webmail Basic { get; } = new(
        new LogonPolicy { Basic = true },
        (user, password) => $"PROPFIND /dav/ HTTP/1.1\r\n{Head}Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}\r\n\r\n",
        "HTTP/1.1 207 Multi-Status\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");

    public static Webmail ActiveSync { get; } = Basic with { Request = (user, password) => Phone(user, password, "ApplF17K") };

    /// <summary>A command of a phone.</summary>
    public static string Phone(string user, string password, string device) =>
        Basic.Request(user, password).Replace("PROPFIND /dav/", $"POST /Microsoft-Server-ActiveSync?User={user}&DeviceId={device}&DeviceType=iPhone&Cmd=Sync");

    /// <summary>A POST.</summary>
    public static string Post(string target, string body, string type = "application/x-www-form-urlencoded", string fields = "") =>
        $"POST {target} HTTP/1.1\r\n{Head}Content-Type: {type}\r\nContent-Length: {body.Length}\r\n{fields}\r\n{body}";

    /// <summary>The same request with another field.</summary>
    public static string With(string request, string field) => request.Replace(Head, $"{Head}{field}\r\n");

    /// <summary>What the webmail says to a request.</summary>
    public string Answer(string request)
    {
        var authorization = request.Split("Authorization: Basic ");
        var text = authorization.Length > 1 ? Encoding.UTF8.GetString(Convert.FromBase64String(authorization[1].Split('\r')[0])) : request;
        return text.Contains(RightPassword, StringComparison.Ordinal) ? Right : Wrong;
    }

    /// <summary>The server in front of it.</summary>
    public Task<LogonRig> StartAsync(Func<LogonPolicy, LogonPolicy>? change = null) => LogonRig.StartAsync(change is null ? Logon : change(Logon), Answer);

    private static LogonPolicy Form(string user, string password, LogonAnswer success, LogonAnswer failure, LogonBodyFormat format = LogonBodyFormat.Form, string? path = null) => new()
    {
        Forms = [new LogonForm { Paths = path is null ? [] : [new PathPattern(path)], Format = format, User = user, Password = password, Success = success, Failure = failure }],
    };
}
