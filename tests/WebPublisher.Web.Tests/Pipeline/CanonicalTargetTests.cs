using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Tests.Pipeline;

public sealed class CanonicalTargetTests
{
    private static readonly Authority s_mail = new("mail.example.test", null);

    /// <summary>Targets made of what path attacks are made of, so that most of them get past the first check.</summary>
    private static readonly Arbitrary<string> s_targets = Gen.Elements(
            "/", "/", "/", "owa", "ecp", "a", "..", ".", " ", "+", ";", ":", "@", "&", "(S(x))", "\\", "%", "%2e", "%2E", "%2f", "%5c", "%25", "%20", "%3f", "%23", "%3b",
            "%41", "%u002f", "%c3%a9", "%c0%af", "%ef%bc%8f", "%ef%bc%8e", "%00", "%0a", "2e", "u002f", "\"<>", "\u00e9", "?x=", "#")
        .ListOf().Select(parts => "/" + string.Concat(parts)).ToArbitrary();

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/owa/", "/owa/")]
    [InlineData("/owa/logon.aspx", "/owa/logon.aspx")]
    [InlineData("/owa/a.b/c", "/owa/a.b/c")]
    [InlineData("/owa/~user", "/owa/~user")]
    [InlineData("/owa/(a)", "/owa/(a)")]
    [InlineData("/%65cp/", "/ecp/")]
    [InlineData("/owa/./x", "/owa/x")]
    [InlineData("/owa/../ecp/", "/ecp/")]
    [InlineData("/owa/%2e%2E/ecp/", "/ecp/")]
    [InlineData("/owa/.%2e/%65cp/", "/ecp/")]
    [InlineData("/owa/x/../../ecp", "/ecp")]
    [InlineData("/owa/..", "/")]
    [InlineData("/owa/x/%2e", "/owa/x/")]
    [InlineData("/./", "/")]
    [InlineData("/owa/%3f/../../ecp/", "/ecp/")]
    public void Escapes_are_decoded_once_and_dot_segments_resolved(string target, string path)
    {
        var canonical = Parse(target);

        Assert.Equal(path, canonical.Path);
        Assert.Equal(path, canonical.EncodedPath);
    }

    [Theory]
    [InlineData("/exchange/alice/Inbox/RE:%20budget%20..%20final.EML", "/exchange/alice/Inbox/RE: budget .. final.EML")]
    [InlineData("/exchange/alice/Inbox/FW:%20a%26b%20@home.EML", "/exchange/alice/Inbox/FW: a&b @home.EML", "/exchange/alice/Inbox/FW:%20a&b%20@home.EML")]
    [InlineData("/exchange/alice/Inbox/100%25%20sure.EML", "/exchange/alice/Inbox/100% sure.EML")]
    [InlineData("/SOGo/dav/alice%40example.test/Calendar/personal/", "/SOGo/dav/alice@example.test/Calendar/personal/", "/SOGo/dav/alice@example.test/Calendar/personal/")]
    [InlineData("/SOGo/so/alice/Mail/0/folderINBOX/folderGesendete%20Objekte/view", "/SOGo/so/alice/Mail/0/folderINBOX/folderGesendete Objekte/view")]
    [InlineData("/owa/Entw%C3%BCrfe/%E8%A6%8B%E7%A9%8D%EF%BC%8F%E8%AB%8B%E6%B1%82", "/owa/Entw\u00fcrfe/\u898b\u7a4d\uff0f\u8acb\u6c42")]
    [InlineData("/owa/what%3F%23/x", "/owa/what?#/x")]
    [InlineData("/zimbra/;jsessionid=1", "/zimbra/;jsessionid=1")]
    [InlineData("/zimbra/mail;jsessionid=1", "/zimbra/mail;jsessionid=1")]
    [InlineData("/owa//x", "/owa//x")]
    public void What_mail_clients_send_goes_through(string target, string path, string? encoded = null)
    {
        var canonical = Parse(target);

        Assert.Equal(path, canonical.Path);
        Assert.Equal(encoded ?? target, canonical.EncodedPath);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("owa/")]
    [InlineData("//evil.test/owa/")]
    [InlineData("/.//evil.test/")]
    [InlineData("/owa/%zz")]
    [InlineData("/owa/%2")]
    [InlineData("/owa/%")]
    [InlineData("/owa/%00")]
    [InlineData("/owa/.%09./ecp/")]
    [InlineData("/owa/..%0a/ecp/")]
    [InlineData("/owa/%7f")]
    [InlineData("/owa/%c2%85")]
    [InlineData("/owa/..%2fecp/")]
    [InlineData("/owa/..%5Cecp/")]
    [InlineData("/owa/..\\ecp/")]
    [InlineData("/owa/%252e%252e/ecp/")]
    [InlineData("/%2565cp/")]
    [InlineData("/owa/%25u002fecp/")]
    [InlineData("/owa/..%u002fecp/")]
    [InlineData("/owa/%25%32%66")]
    [InlineData("/owa/..%c0%afecp/")]
    [InlineData("/owa/..%e0%80%afecp/")]
    [InlineData("/owa/..%f0%80%80%afecp/")]
    [InlineData("/owa/%ed%a0%80")]
    [InlineData("/owa/%e9")]
    [InlineData("/owa/%ef%bc%8e%ef%bc%8e%ef%bc%8fecp/")]
    [InlineData("/owa/%e2%88%95..%e2%88%95ecp/")]
    [InlineData("/%ef%bc%8fecp/")]
    [InlineData("/..")]
    [InlineData("/../ecp/")]
    [InlineData("/owa/../../ecp/")]
    [InlineData("/owa/.../ecp/")]
    [InlineData("/owa/..%20/ecp/")]
    [InlineData("/owa/..+/ecp/")]
    [InlineData("/owa/..;/ecp/")]
    [InlineData("/owa/%2e%2e;x=y/ecp/")]
    [InlineData("/owa/.;/ecp/")]
    [InlineData("/;/ecp/")]
    [InlineData("/owa//../ecp/")]
    [InlineData("/owa/x#frag")]
    [InlineData("/owa/?x#frag")]
    [InlineData("/owa/ x")]
    [InlineData("/owa/\u00ff../ecp/")]
    [InlineData("/owa/..\u0001/ecp/")]
    [InlineData("/owa/?a b")]
    [InlineData("/owa/?a\tb")]
    [InlineData("/owa/?\u00e9")]
    public void What_two_parsers_may_read_differently_is_refused_with_a_reason(string target)
    {
        Assert.False(CanonicalTarget.TryParse(s_mail, target, out var canonical, out var reason));
        Assert.Null(canonical);
        Assert.NotEmpty(reason);
    }

    [Theory]
    [InlineData("/SOGo/so/alice/Mail/folderA%2fB/view", "/SOGo/so/alice/Mail/folderA%2FB/view", "/SOGo/so/alice/Mail/folderA/B/view")]
    [InlineData("/home/a%20b%2Fc%25/x%2F", "/home/a b%2Fc%/x%2F", "/home/a b/c%/x/")]
    public void An_encoded_slash_stays_encoded_and_counts_as_a_slash_in_the_reduced_form(string target, string path, string reduced)
    {
        var canonical = Parse(target);

        Assert.Equal((path, reduced, true), (canonical.Path, canonical.ReducedPath, canonical.HasEncodedSlash));
        Assert.Equal(target.Replace("%2f", "%2F", StringComparison.Ordinal), canonical.EncodedPath);
        Assert.False(Parse("/owa/").HasEncodedSlash);
    }

    [Theory]
    [InlineData("/owa/%2F..%2Fecp/")]
    [InlineData("/owa/x%2f..")]
    [InlineData("/owa/x%2f%2e%2e;y/ecp/")]
    [InlineData("/owa/x%2f.%20/ecp/")]
    [InlineData("/%2fevil.test/")]
    [InlineData("/owa/%2fecp/")]
    [InlineData("/owa/%252fecp/")]
    [InlineData("/owa/%5cecp/")]
    public void An_encoded_slash_makes_no_dot_segment_and_no_host(string target) => Assert.False(CanonicalTarget.TryParse(s_mail, target, out _, out _));

    [Theory]
    [InlineData("/owa/?x=../../y", "?x=../../y")]
    [InlineData("/owa/?a=%zz&b=%2f%00|<>", "?a=%zz&b=%2f%00|<>")]
    [InlineData("/owa/?", "?")]
    [InlineData("/owa/", "")]
    public void The_query_stays_as_it_was_sent(string target, string query) => Assert.Equal(query, Parse(target).Query);

    [Theory]
    [InlineData("/owa/", "/owa/")]
    [InlineData("/ecp;x/", "/ecp/")]
    [InlineData("/ecp;jsessionid=1", "/ecp")]
    [InlineData("/x//ecp/", "/x/ecp/")]
    [InlineData("/ecp./", "/ecp/")]
    [InlineData("/ecp%20/x", "/ecp/x")]
    [InlineData("/ecp.", "/ecp")]
    [InlineData("/(S(abc))/ecp/", "/ecp/")]
    [InlineData("/(S(abc))", "/")]
    [InlineData("/owa/(a)", "/owa/(a)")]
    [InlineData("/x%ef%bc%8fecp", "/x/ecp")]
    public void The_reduced_form_is_what_a_lenient_back_end_reads(string target, string reduced) => Assert.Equal(reduced, Parse(target).ReducedPath);

    [Fact]
    public void A_plain_path_is_not_copied()
    {
        const string target = "/owa/logon.aspx";

        var canonical = Parse(target);

        Assert.Same(target, canonical.Path);
        Assert.Same(target, canonical.EncodedPath);
        Assert.Same(target, canonical.ReducedPath);
    }

    [Theory]
    [InlineData("http://mail.example.test/owa/?a", "http", "mail.example.test", null, "/owa/", "?a")]
    [InlineData("HTTPS://MAIL.example.test:8443", "https", "mail.example.test", 8443, "/", "")]
    [InlineData("http://[::1]:80?a", "http", "::1", 80, "/", "?a")]
    public void A_url_carries_its_own_host(string url, string scheme, string host, int? port, string path, string query)
    {
        Assert.True(CanonicalTarget.TryParseUrl(url, out var actualScheme, out var canonical, out _));
        Assert.Equal((scheme, host, port, path, query), (actualScheme, canonical.Host, canonical.Port, canonical.Path, canonical.Query));
    }

    [Theory]
    [InlineData("ftp://mail.example.test/")]
    [InlineData("mail.example.test/")]
    [InlineData("http:/mail.example.test/")]
    [InlineData("http://")]
    [InlineData("http:///owa/")]
    [InlineData("http://evil.test@mail.example.test/")]
    [InlineData("http://mail.example.test\\@evil.test/")]
    [InlineData("http://mail.example.test/..")]
    public void A_url_that_is_not_plainly_one_is_refused(string url)
    {
        Assert.False(CanonicalTarget.TryParseUrl(url, out _, out _, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void Parsing_what_was_written_changes_nothing() => Prop.ForAll(s_targets, target =>
    {
        if (!CanonicalTarget.TryParse(s_mail, target, out var first, out _))
        {
            return;
        }

        Assert.True(CanonicalTarget.TryParse(s_mail, first.EncodedPath + first.Query, out var second, out var reason), reason);
        Assert.Equal(first, second);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void The_encoded_path_decodes_to_the_path() => Prop.ForAll(s_targets, target =>
    {
        if (CanonicalTarget.TryParse(s_mail, target, out var canonical, out _))
        {
            Assert.Equal(canonical.Path, Uri.UnescapeDataString(canonical.EncodedPath.Replace("%2F", "%252F", StringComparison.Ordinal)));
            Assert.Equal(canonical.HasEncodedSlash, canonical.EncodedPath.Contains("%2F", StringComparison.Ordinal));
            Assert.DoesNotContain(canonical.EncodedPath, static c => c is <= ' ' or > '~' or '\\' or '?' or '#');
            Assert.DoesNotContain(canonical.Path.Split('/'), static s => s is "." or "..");
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void No_input_throws() => Prop.ForAll<string>(text =>
    {
        Assert.Equal(CanonicalTarget.TryParse(s_mail, text ?? "", out _, out var reason), reason is null);
        Assert.Equal(CanonicalTarget.TryParse(s_mail, "/" + text, out _, out reason), reason is null);
        Assert.Equal(CanonicalTarget.TryParseUrl("http://" + text, out _, out _, out reason), reason is null);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static CanonicalTarget Parse(string target)
    {
        Assert.True(CanonicalTarget.TryParse(s_mail, target, out var canonical, out var reason), reason);
        return canonical;
    }
}
