using System.Text;
using WebPublisher.Policy;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests;
using WebPublisher.Web.Firewall;
using WebPublisher.Waf;

namespace WebPublisher.Web.Tests.Firewall;

/// <summary>What profiles except from the Core Rule Set: what people write passes whatever it is, and attacks beside it do not.</summary>
public sealed class ProfileFirewallTests : IDisposable
{
    private const string Html = "<p>Dear Ann, <a href=\"https://example.com/?a=1&b=2\">look</a> <script>alert(1)</script> <img src=x onerror=alert(1)></p>";
    private const string Sql = "Run: SELECT * FROM users WHERE name = 'x' OR 1=1; DROP TABLE users; -- then `cat /etc/passwd | mail`; <?php system($_GET['c']); ?>";
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [CoreRuleSetFact]
    public void A_message_is_composed_and_sent_with_Roundcube()
    {
        var rules = Rules("roundcube", "webmail");
        var form = Form(
            ("_token", "Yh3kd8Jw0aZ"), ("_task", "mail"), ("_action", "send"), ("_id", "1234567665f8a1b2c3d4e"), ("_from", "1"), ("_to", "\"O'Neil, Bob\" <bob@example.com>, <ann@example.com>"),
            ("_subject", "Re: SELECT 'x' FROM dual; <script>"), ("_is_html", "1"), ("_message", Html + Sql));

        Assert.Empty(Judge(rules, "GET", "/?_task=mail&_mbox=INBOX", null, ""));
        Assert.Empty(Judge(rules, "POST", "/?_task=mail&_unlock=loading1700000000000&_framed=1", "application/x-www-form-urlencoded", form));
        Assert.Empty(Judge(rules, "POST", "/?_task=login", "application/x-www-form-urlencoded", Form(("_task", "login"), ("_action", "login"), ("_timezone", "Europe/Berlin"), ("_url", ""), ("_user", "ann@example.com"), ("_pass", "' or 1=1 -- <script>alert(1)</script>"))));
        Assert.Contains(942100, Judge(rules, "POST", "/?_task=mail", "application/x-www-form-urlencoded", Form(("_mbox", "x' or 1=1 -- -"), ("_message", "hello"))));
        Assert.Contains(941100, Judge(rules, "GET", "/?_task=mail&_search=%3Cscript%3Ealert(1)%3C/script%3E", null, ""));
    }

    [CoreRuleSetFact]
    public void A_message_is_composed_and_sent_with_SOGo()
    {
        var rules = Rules("sogo", "web");
        var body = $"{{\"from\":\"Ann O'Hara <ann@example.com>\",\"to\":[\"Bob <bob@example.com>\"],\"subject\":\"<script>\",\"text\":{System.Text.Json.JsonSerializer.Serialize(Html + Sql)},\"isHTML\":true,\"priority\":\"NORMAL\"}}";

        Assert.Empty(Judge(rules, "POST", "/SOGo/so/ann/Mail/0/folderDrafts/newDraft1700000000-1/send", "application/json;charset=utf-8", body));
        Assert.Empty(Judge(rules, "GET", "/SOGo/so/ann/Mail/0/folderINBOX/7/2/backup.log", null, ""));
        Assert.Contains(941100, Judge(rules, "POST", "/SOGo/so/ann/Mail/0/folderINBOX/view", "application/json", "{\"filter\":\"<script>alert(1)</script>\"}"));
    }

    [CoreRuleSetFact]
    public void Calendars_and_phones_speak_their_own_types()
    {
        var (dav, phone) = (Rules("sogo", "dav"), Rules("sogo", "activesync"));

        Assert.Empty(Judge(dav, "PUT", "/SOGo/dav/ann/Calendar/personal/1.ics", "text/calendar; charset=utf-8", "BEGIN:VCALENDAR\r\nSUMMARY:SELECT 1 FROM a\r\nEND:VCALENDAR\r\n", ("If", "(<urn:x>)")));
        Assert.Empty(Judge(dav, "PROPFIND", "/SOGo/dav/ann/", "text/xml; charset=utf-8", "<?xml version=\"1.0\"?><D:propfind xmlns:D=\"DAV:\"><D:prop><D:displayname/></D:prop></D:propfind>", ("Depth", "0")));
        Assert.Empty(Judge(phone, "POST", "/Microsoft-Server-ActiveSync?Cmd=Sync&User=ann&DeviceId=A1B2C3&DeviceType=iPhone", "application/vnd.ms-sync.wbxml", "\u0003\u0001j\u0000E\\OK"));
    }

    [CoreRuleSetFact]
    public void All_sections_of_the_largest_profile_are_compiled_in_time()
    {
        var policy = Load("exchange");
        var diagnostics = new Policy.Diagnostics.DiagnosticList();
        var began = TimeProvider.System.GetTimestamp();

        new FirewallRules(TimeProvider.System).Prepare(policy.Web, diagnostics);

        Assert.Empty(diagnostics);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static IEnumerable<int> Judge(RuleSet rules, string method, string target, string? type, string body, params (string Name, string Value)[] fields)
    {
        using var transaction = rules.Begin();
        transaction.SetRequest(method, target, "HTTP/1.1");
        foreach (var (name, value) in fields.Concat([("Host", "mail.example.com"), ("User-Agent", Browser), ("Accept", "*/*"), ("Accept-Language", "de,en;q=0.5")]))
        {
            transaction.AddRequestHeader(name, value);
        }

        if (type is not null)
        {
            transaction.AddRequestHeader("Content-Type", type);
            transaction.AddRequestHeader("Content-Length", body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        transaction.JudgeRequestHeader();
        transaction.AppendRequestBody(Encoding.UTF8.GetBytes(body));
        transaction.JudgeRequestBody(isWhole: true);
        transaction.Finish();
        return [.. transaction.Matches.Where(match => match.IsLogged).Select(match => (int)match.Id)];
    }

    private static string Form(params (string Name, string Value)[] fields) => string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));

    private RuleSet Rules(string profile, string section)
    {
        var firewall = ((PublishAction)Load(profile).Web.Rules[0].Action).Sections.Single(s => s.Name == section).Firewall!;
        var compiled = new FirewallRules(TimeProvider.System).Compile(firewall);
        Assert.Empty(compiled.Errors);
        return compiled.RuleSet!;
    }

    private PublisherPolicy Load(string profile)
    {
        var path = _directory.Write("policy.yaml", $$"""
            version: 1
            listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]
            frontEnds: { farm: { servers: [127.0.0.1:9] } }
            publishingRules:
              - { name: Mail, requireSecureChannel: false, action: publish, to: farm, bridging: http, profile: {{profile}}, waf: { mode: block, ruleSet: {{WafRuleFiles.DebianFolder}} } }
            """);
        var loaded = new PolicyLoader(TimeProvider.System).Load(path);
        Assert.NotNull(loaded.Policy);
        return loaded.Policy;
    }
}
