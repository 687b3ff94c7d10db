using System.Collections.Frozen;
using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class AttachmentFilterTests
{
    private const string Envelope = "S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354\n";
    private const string Header = "Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\nSeen by nobody.\n";
    private const string Text = "--b\nContent-Type: text/plain; charset=utf-8\n\nLetter   with  blanks\n";
    private const string Evil = "--b\nContent-Type: image/png; name=ok.png\nContent-Disposition: attachment; filename=\"setup.EXE \"\n\nnothing\nof value\n";
    private const string Program = "--b\nContent-Type: image/png; name=ok.png\nContent-Transfer-Encoding: base64\n\nTVqQAAMAAAA=\n";
    private const string Inner = "--b\nContent-Type: message/rfc822\n\nSubject: y\nContent-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: application/hta\n\nz\n--c--\n";
    private const string Picture = "--b\nContent-Type: image/png; name=last.png\n\npicture\n--b--\nafter\n";

    [Theory]
    [InlineData(Text + Evil + Picture)]
    [InlineData(Text + Program + Picture)]
    [InlineData(Text + Inner + Picture)]
    public async Task Names_types_and_content_of_programs_are_refused(string body)
    {
        await using var rig = await StartAsync(Defaults());
        await rig.TalkAsync($"{Said(Header + body)}S: 550 5.7.1 Message rejected due to unacceptable attachments (");

        Assert.Empty(rig.Inner.Messages);
        Assert.Equal("UnacceptableAttachment", Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding.Reason);
    }

    [Fact]
    public async Task Other_attachments_pass()
    {
        await using var rig = await StartAsync(Defaults());
        await rig.TalkAsync($"{Said(Header + Text + Picture)}S: 250");

        Assert.Single(rig.Inner.Messages);
    }

    [Fact]
    public async Task A_message_may_vanish()
    {
        await using var rig = await StartAsync(Defaults() with { Action = AttachmentAction.Delete });
        await rig.TalkAsync($"{Said(Header + Text + Evil + Picture)}S: 250");

        Assert.Empty(rig.Inner.Messages);
        Assert.Equal(MessageOutcome.Deleted, (await rig.Records.NextMessageAsync()).Outcome);
    }

    [Fact]
    public async Task What_is_taken_out_is_named_and_all_else_stays_octet_for_octet()
    {
        await using var rig = await StartAsync(Defaults() with { Action = AttachmentAction.Strip });
        await rig.TalkAsync($"{Said(Header + Text + Evil + Inner + Program + Picture)}S: 250");

        var expected = Header + Text + Removed("--b", "setup.EXE") + Inner.Replace("--c\nContent-Type: application/hta\n\nz\n", Removed("--c", "application/hta"), StringComparison.Ordinal)
            + Removed("--b", "ok.png") + Picture;
        Assert.EndsWith("\r\n" + expected.Replace("\n", "\r\n", StringComparison.Ordinal), Encoding.ASCII.GetString(Assert.Single(rig.Inner.Messages)), StringComparison.Ordinal);
        Assert.Equal("setup.EXE (Unknown), application/hta (Unknown), ok.png (WindowsExecutable)", Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding.Evidence);
    }

    [Theory]
    [InlineData("Subject: x\nContent-Type: multipart/signed; boundary=b; micalg=sha-256; protocol=\"application/pkcs7-signature\"\n\n" + Text + Evil + "--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nMII=\n--b--\n")]
    [InlineData(Header + "--b\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nhello\n" + Evil + Picture)]
    [InlineData("Subject: x\nContent-Type: application/hta\n\nthe message itself\n")]
    [InlineData(Header + "--b\n\nbegin 644 a.exe\n#86%T\n`\nend\n" + Picture)]
    [InlineData(Header + Text + Evil + "--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeQ0KDQp5DQo=\n" + Picture)]
    public async Task What_must_not_or_cannot_be_altered_is_refused(string message)
    {
        await using var rig = await StartAsync(Defaults() with { Action = AttachmentAction.Strip });
        await rig.TalkAsync($"{Said(message)}S: 550 5.7.1 Message rejected due to unacceptable attachments (");

        Assert.Empty(rig.Inner.Messages);
    }

    [Fact]
    public async Task A_program_in_an_archive_condemns_the_archive()
    {
        var zip = Convert.ToBase64String(ZipOf("a/run.js"), Base64FormattingOptions.InsertLineBreaks).Replace("\r\n", "\n", StringComparison.Ordinal);
        var part = $"--b\nContent-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n{zip}\n";
        await using var refusing = await StartAsync(Defaults());
        await refusing.TalkAsync($"{Said(Header + Text + part + Picture)}S: 550 5.7.1");
        await using var stripping = await StartAsync(Defaults() with { Action = AttachmentAction.Strip });
        await stripping.TalkAsync($"{Said(Header + Text + part + Picture)}S: 250");
        await using var blind = await StartAsync(Defaults() with { InArchives = false });
        await blind.TalkAsync($"{Said(Header + Text + part + Picture)}S: 250");

        Assert.Contains("The attachment \"a.zip\" was removed", Encoding.ASCII.GetString(Assert.Single(stripping.Inner.Messages)), StringComparison.Ordinal);
        Assert.Single(blind.Inner.Messages);
    }

    private static AttachmentFilterPolicy Defaults() => new()
    {
        Location = SourceLocation.BuiltIn,
        Extensions = new[] { "exe", "js" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        ContentTypes = [new MediaTypePattern("application", "hta")],
    };

    private static string Removed(string delimiter, string name) =>
        $"{delimiter}\nContent-Type: text/plain; charset=us-ascii\nContent-Disposition: inline\n\nThe attachment \"{name}\" was removed from this message,\nbecause attachments of this kind are not accepted.\n";

    private static string Said(string message) => $"{Envelope}{string.Concat(message.TrimEnd('\n').Split('\n').Select(line => $"C: {line}\n"))}C: .\n";

    private static byte[] ZipOf(string name)
    {
        var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write("alert()"u8);
        }

        return stream.ToArray();
    }

    private static Task<ReceiveRig> StartAsync(AttachmentFilterPolicy filter) => ReceiveRig.StartAsync(policy: mail => mail with { Agents = [filter] });
}
