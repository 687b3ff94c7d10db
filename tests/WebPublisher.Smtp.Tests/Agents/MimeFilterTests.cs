using System.IO.Compression;
using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class MimeFilterTests
{
    private const string Envelope = "S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354\n";
    private const string Ambiguous = "Content-Type: multipart/mixed; boundary=a; boundary=b\n\n--a\n\nx\n--a--\n";
    private const string Partial = "Content-Type: message/partial; id=a; number=1; total=2\n\nSubject: x\n\nx\n";
    private const string Encrypted = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMII=\n";

    [Theory]
    [InlineData(Ambiguous, "S: 550 5.7.1 Message rejected due to malformed content (", "MimeAmbiguous")]
    [InlineData(Partial, "S: 550 5.7.1 Message rejected because it is not complete (", "MimeIncomplete")]
    [InlineData(Encrypted, "S: 250", null)]
    [InlineData("Subject: x\n\nhello\n", "S: 250", null)]
    public async Task Classes_of_findings_are_refused_or_not(string message, string reply, string? reason)
    {
        await using var rig = await StartAsync();
        await rig.TalkAsync($"{Said(message)}{reply}");

        Assert.Equal(reason, (await rig.Records.NextMessageAsync()).Findings.SingleOrDefault()?.Finding.Reason);
    }

    [Fact]
    public async Task Each_class_is_as_the_policy_says()
    {
        await using var rig = await StartAsync(filter => filter with { Ambiguous = UnscannableAction.Accept, Incomplete = UnscannableAction.Accept, Unreadable = UnscannableAction.Reject });
        await rig.TalkAsync($"{Said(Ambiguous)}S: 250");
        await rig.TalkAsync($"{Said(Partial)}S: 250");
        await rig.TalkAsync($"{Said(Encrypted)}S: 550 5.7.1 Message rejected due to content that cannot be examined (");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ten_thousand_parts_end_at_the_limit(bool isNested)
    {
        var bomb = new StringBuilder();
        for (var part = 0; part < 10_000; part++)
        {
            bomb.Append(isNested ? $"Content-Type: multipart/mixed; boundary=\"b{part}b\"\n\n--b{part}b\n" : part == 0 ? "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n" : "--b\n\nx\n");
        }

        await using var rig = await StartAsync();
        await rig.TalkAsync($"{Said(bomb.ToString())}S: 550 5.7.1");
    }

    [Theory]
    [InlineData(CompressionLevel.Fastest, "ArchiveTooLarge")]
    [InlineData(CompressionLevel.Optimal, "ArchiveRatio")]
    public async Task A_zip_of_a_gigabyte_of_zeros_ends_at_the_limit(CompressionLevel level, string limit)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("zeros", level).Open();
            var zeros = new byte[1024 * 1024];
            for (var count = 0; count < 1024; count++)
            {
                entry.Write(zeros);
            }
        }

        await using var rig = await StartAsync(connector: limits => limits with { MessageSize = 100 * 1024 * 1024 });
        var content = Convert.ToBase64String(zip.ToArray(), Base64FormattingOptions.InsertLineBreaks).Replace("\r\n", "\n", StringComparison.Ordinal);
        await rig.TalkAsync($"{Said($"Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n{content}\n")}S: 550 5.7.1 Message rejected due to overly complex content (");
        Assert.StartsWith(limit, Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding.Evidence, StringComparison.Ordinal);
    }

    private static string Said(string message) => $"{Envelope}{string.Concat(message.TrimEnd('\n').Split('\n').Select(line => $"C: {line}\n"))}C: .\n";

    private static Task<ReceiveRig> StartAsync(Func<MimeFilterPolicy, MimeFilterPolicy>? filter = null, Func<Policy.Mail.ReceiveLimits, Policy.Mail.ReceiveLimits>? connector = null)
    {
        var policy = new MimeFilterPolicy { Location = SourceLocation.BuiltIn };
        return ReceiveRig.StartAsync(
            receive => receive with { Limits = connector?.Invoke(receive.Limits) ?? receive.Limits },
            policy: mail => mail with { Agents = [filter?.Invoke(policy) ?? policy] });
    }
}
