using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Smtp.Screening;

namespace WebPublisher.Smtp.Tests.Screening;

public sealed class ScreenerRulesTests
{
    private const string Plain = "From: Eve <eve@evil.example>\r\nSubject: About Project-Falcon\r\n\r\nA stock  tip\r\nfor you\r\n";

    [Fact]
    public async Task The_first_rule_that_matches_decides()
    {
        var verdict = await JudgeAsync(
            Plain,
            Rule("other", keyword: Words("elsewhere")),
            Rule("tip", keyword: Words("stock tip")) with { Action = ScreenerAction.Hold },
            Rule("falcon", keyword: Words("project-falcon")));

        Assert.Equal(new ScreenerVerdict(ScreenerAction.Hold, "ScreenerRule", "tip: keyword 'stock tip' in Body"), verdict);
    }

    [Fact]
    public async Task Every_condition_of_a_rule_has_to_hold()
    {
        Assert.Null(await JudgeAsync(Plain, Rule("both", From("ann@client.example"), keyword: Words("elsewhere"))));
        Assert.Null(await JudgeAsync(Plain, Rule("both", From("bob@client.example"), keyword: Words("stock tip"))));
        Assert.Null(await JudgeAsync(Plain, Rule("both", From("ann@client.example"), new AttachmentCondition { LargerThan = 0 })));
        Assert.Equal("both: sender ann@client.example, keyword 'stock tip' in Body", (await JudgeAsync(Plain, Rule("both", From("ANN@client.example"), keyword: Words("stock tip"))))?.Evidence);
    }

    [Theory]
    [InlineData("ann@client.example", "", true)]
    [InlineData("eve@evil.example", "", true)]
    [InlineData("", "evil.example", true)]
    [InlineData("", "*.example", true)]
    [InlineData("", "*.evil.example", false)]
    [InlineData("bob@example.com", "", false)]
    public async Task A_sender_is_who_the_envelope_or_the_header_names(string address, string domain, bool expected)
        => Assert.Equal(expected, await JudgeAsync(Plain, Rule("sender", From(address, domain))) is not null);

    [Fact]
    public async Task Places_words_and_diacritics_are_kept_apart()
    {
        Assert.Null(await JudgeAsync(Plain, Rule("body only", keyword: Words("project-falcon") with { Places = [TextPlace.Body] })));
        Assert.NotNull(await JudgeAsync(Plain, Rule("subject", keyword: Words("project-falcon") with { Places = [TextPlace.Subject] })));
        Assert.Null(await JudgeAsync(Plain, Rule("word", keyword: Words("stock ti"))));
        Assert.NotNull(await JudgeAsync(Plain, Rule("phrase", keyword: new KeywordCondition([new Keyword("stock ti", IsWord: false)], [TextPlace.Body], IgnoresDiacritics: false))));
        Assert.Null(await JudgeAsync(Plain, Rule("accent", keyword: Words("st\u00f6ck tip"))));
        Assert.NotNull(await JudgeAsync(Plain, Rule("no accent", keyword: Words("st\u00f6ck tip") with { IgnoresDiacritics = true })));
        Assert.NotNull(await JudgeAsync("Content-Type: text/html\r\n\r\n<a href='http://evil.example/x'>x</a>", Rule("markup", keyword: Words("evil.example/x") with { Places = [TextPlace.Markup] })));
    }

    [Fact]
    public async Task An_attachment_is_known_by_any_name_type_or_size_also_in_archives()
    {
        var message = Attached("report.txt", "text/plain", Encoding.Latin1.GetBytes("MZ\u0090\0" + new string('x', 996)));
        Assert.NotNull(await JudgeAsync(message, Rule("by content", attachment: new AttachmentCondition { ContentTypes = [new("application", "x-msdownload")] })));
        Assert.NotNull(await JudgeAsync(message, Rule("declared", attachment: new AttachmentCondition { ContentTypes = [new("text", "*")] })));
        Assert.NotNull(await JudgeAsync(message, Rule("name", attachment: new AttachmentCondition { Names = [new("rep*")] })));
        Assert.NotNull(await JudgeAsync(message, Rule("extension", attachment: Extension("TXT"))));
        Assert.NotNull(await JudgeAsync(message, Rule("size", attachment: new AttachmentCondition { LargerThan = 999 })));
        Assert.Null(await JudgeAsync(message, Rule("size", attachment: new AttachmentCondition { LargerThan = 1000 })));
        Assert.Null(await JudgeAsync(message, Rule("all of it", attachment: Extension("txt") with { LargerThan = 1000 })));

        var zip = Attached("a.zip", "application/zip", Zip("folder/evil.scr"));
        Assert.Equal("in archive: attachment 'evil.scr' of 4 octets", (await JudgeAsync(zip, Rule("in archive", attachment: Extension("scr"))))?.Evidence);
        Assert.Null(await JudgeAsync(zip, Rule("outside", attachment: Extension("scr") with { InArchives = false })));
    }

    [Fact]
    public async Task Mail_is_forwarded_to_the_address_of_the_rule()
        => Assert.Equal(
            "postmaster@example.com",
            (await JudgeAsync(Plain, Rule("tip", keyword: Words("stock tip")) with { Action = ScreenerAction.Forward, ForwardTo = "postmaster@example.com" }))?.ForwardTo?.ToString().Trim('<', '>'));

    [Theory]
    [InlineData("Content-Type: message/partial; id=a; number=1; total=2\r\n\r\nSubject: x\r\n\r\nx", ScreenerAction.Reject, "Partial")]
    [InlineData("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMII=", null, null)]
    [InlineData("Content-Type: application/x-rar; name=a.rar\r\n\r\nRar!\u001a\u0007\0xxxxxx", ScreenerAction.Hold, "Unreadable")]
    public async Task What_the_rules_cannot_be_applied_to_is_treated_as_the_policy_says(string message, ScreenerAction? action, string? reason)
    {
        var verdict = await JudgeAsync(message, Rule("words", keyword: Words("falcon")));
        Assert.Equal((action, reason), (verdict?.Action, verdict?.Reason));
        Assert.Null(await JudgeAsync(message, Rule("sender", From("bob@example.com"))));
    }

    private static ScreenerRule Rule(string name, SenderCondition? sender = null, AttachmentCondition? attachment = null, KeywordCondition? keyword = null) =>
        new() { Name = name, Location = SourceLocation.BuiltIn, Action = ScreenerAction.Reject, Sender = sender, Attachment = attachment, Keyword = keyword };

    private static SenderCondition From(string address, string domain = "") =>
        new(new[] { address }.ToFrozenSet(StringComparer.OrdinalIgnoreCase), domain.Length == 0 ? DomainList.Empty : new DomainList([new DomainPattern(domain)]));

    private static AttachmentCondition Extension(string extension) => new() { Extensions = new[] { extension }.ToFrozenSet(StringComparer.OrdinalIgnoreCase) };

    private static KeywordCondition Words(string words) => new([new Keyword(words, IsWord: true)], [TextPlace.Subject, TextPlace.Body], IgnoresDiacritics: false);

    private static string Attached(string name, string type, byte[] content) =>
        $"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee\r\n--b\r\nContent-Type: {type}\r\nContent-Disposition: attachment; filename={name}\r\n"
        + $"Content-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\r\n--b--\r\n";

    private static byte[] Zip(string name)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write("evil"u8);
        }

        return stream.ToArray();
    }

    private static async Task<ScreenerVerdict?> JudgeAsync(string message, params ScreenerRule[] rules)
    {
        var screener = new ScreenerRules(new ScreenerPolicy { Location = SourceLocation.BuiltIn, Rules = [.. rules] });
        var digest = await MessageDigester.DigestAsync(new MemoryStream(Encoding.Latin1.GetBytes(message)), [screener.Phrases], MimeLimits.Default, CancellationToken.None);
        return screener.Judge(MailAddress.TryParse("ann@client.example", out var sender, out _) ? sender : null, digest);
    }
}
