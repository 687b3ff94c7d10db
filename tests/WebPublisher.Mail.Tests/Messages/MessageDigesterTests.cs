using System.IO.Compression;
using System.Text;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Mime.Files;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Messages;

public sealed class MessageDigesterTests
{
    private const string Letter = """
        From: =?utf-8?Q?J=C3=B6rg?= <joerg@client.test>, eve@evil.test
        Sender: office@client.test
        Reply-To: other@evil.test
        To: anna@corp.test
        Cc: bob@corp.test
        Subject: =?utf-8?B?UHJvamVjdCBGYWxjb24=?=
        Message-ID: <1@client.test>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=outer

        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: base64

        SG90IHN0b2NrIHRpcCE=
        --inner
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        <p>Cheap vi<b></b>ag=
        ra at <a href=3D"http://evil.test/?a=3D1&amp;b=3D2">your <i>bank</i></a><img src=3D'cid:p1' alt=3D"logo"></p><!-- hidden words -->
        --inner--
        --outer
        Content-Type: application/pdf; name="plan.pdf"
        Content-Disposition: attachment; filename="plan.exe"
        Content-ID: <p1>
        Content-Transfer-Encoding: base64

        TVqQAAMAAAA=
        --outer
        Content-Type: text/plain; name=notes.txt
        Content-Disposition: attachment

        attached words
        --outer
        Content-Type: message/rfc822

        Subject: forwarded secret

        An older letter.
        --outer--
        """;

    [Fact]
    public async Task A_digest_tells_header_parts_and_text()
    {
        var digest = await DigestAsync(Letter);

        Assert.Equal("Project Falcon", digest.Subject);
        Assert.Equal("<1@client.test>", digest.MessageId);
        Assert.Equal(["J\u00f6rg <joerg@client.test>", "eve@evil.test"], digest.From.Select(address => address.ToString()));
        Assert.Equal("office@client.test", Assert.Single(digest.Sender).Address!.ToString());
        Assert.Equal("other@evil.test", Assert.Single(digest.ReplyTo).Text);
        Assert.Equal(["anna@corp.test", "bob@corp.test"], digest.To.Concat(digest.Cc).Select(address => address.Text));
        Assert.Equal("Subject", digest.Header.Fields[5].Name);
        Assert.Equal(" =?utf-8?B?UHJvamVjdCBGYWxjb24=?=", Encoding.ASCII.GetString(digest.Header.Fields[5].RawValue.Span));
        Assert.Equal("Hot stock tip!\nAn older letter.", digest.PlainText);
        Assert.Equal("Cheap viagra at your bank", digest.HtmlText.Trim());
        Assert.Contains("<b></b>agra", digest.HtmlSource, StringComparison.Ordinal);
        Assert.Equal("attached words", digest.AttachedText);
        Assert.False(digest.IsTextCut);
        Assert.Equal([new HtmlLink("img", "cid:p1", "logo"), new HtmlLink("a", "http://evil.test/?a=1&b=2", "your bank")], digest.Links.OrderByDescending(link => link.Element));
        Assert.Equal(Letter.Length + Letter.Count(one => one == '\n'), digest.Size);

        var pdf = digest.Parts.Single(part => part.FileNames.Count == 2);
        Assert.Equal(["plan.exe", "plan.pdf"], pdf.FileNames);
        Assert.Equal(("application/pdf", FileType.WindowsExecutable, 8L, "attachment", "p1", true), ($"{pdf.DeclaredType}", pdf.ContentType, pdf.Size, pdf.Disposition, pdf.ContentId, pdf.IsFile));
        Assert.Equal([0, 1, 2, 2, 1, 1, 1, 2], digest.Parts.Select(part => part.Depth));
        Assert.Equal(2, digest.Parts.Count(part => part.IsFile));
        Assert.Equal(MimeFindingKind.FileNamesDisagree, Assert.Single(digest.Mime.Findings).Kind);
    }

    [Fact]
    public async Task Phrases_are_found_in_everything_that_is_read()
    {
        var body = new PhraseSet(new[] { "stock tip", "viagra", "your bank", "attached words", "forwarded secret", "hidden words", "project falcon" }.Select(text => new Phrase(text, PhraseMode.Word)));
        var markup = new PhraseSet([new Phrase("evil.test/?a=1", Places: TextPlaces.Markup | TextPlaces.Body), new Phrase("hidden words", Places: TextPlaces.Markup), new Phrase("bank")]);
        var digest = await DigestAsync(Letter, body, markup);

        Assert.Equal(["stock tip", "viagra", "your bank", "attached words", "forwarded secret"], digest.MatchesOf(body).Where(match => match.Places == TextPlaces.Body).Select(match => match.Phrase.Text));
        Assert.Equal(["project falcon"], digest.MatchesOf(body).Where(match => match.Places == TextPlaces.Subject).Select(match => match.Phrase.Text));
        Assert.Equal([(0, TextPlaces.Markup), (1, TextPlaces.Markup), (2, TextPlaces.Body)], digest.MatchesOf(markup).Select(match => (match.Index, match.Places)));
        Assert.Throws<ArgumentException>(() => digest.MatchesOf(new PhraseSet([])));
    }

    [Fact]
    public async Task Entries_of_archives_are_parts()
    {
        var digest = await DigestAsync(Attached(Zip(("folder/setup.exe", "MZ\u0090\0program"u8.ToArray()), ("inner.zip", Zip(("a.scr", new byte[5]))))));

        Assert.Equal(
            ["a.bin 0", "setup.exe 1", "inner.zip 1", "a.scr 2"],
            digest.Parts.Where(part => part.IsFile).Select(part => $"{part.FileNames[0]} {part.Depth}"));
        var setup = digest.Parts.Single(part => part.FileNames is ["setup.exe"]);
        Assert.Equal((true, FileType.WindowsExecutable, 12L), (setup.IsArchiveEntry, setup.ContentType, setup.Size));
        Assert.Equal(5, digest.Parts[^1].Size);
    }

    [Fact]
    public async Task Text_is_kept_up_to_its_limit_and_searched_to_its_end()
    {
        var set = new PhraseSet([new Phrase("needle")]);
        var digest = await DigestAsync("Subject: long\n\n" + string.Concat(Enumerable.Repeat("hay hay hay hay\n", 20_000)) + "needle", set);

        Assert.Equal(MessageDigest.MaximumText, digest.PlainText.Length);
        Assert.True(digest.IsTextCut);
        Assert.Single(digest.MatchesOf(set));
    }

    [Fact]
    public async Task Several_subjects_and_senders_are_all_looked_at()
    {
        var set = new PhraseSet([new Phrase("second")]);
        var digest = await DigestAsync("Subject: first\nSubject: second\nFrom: a@b.test\nFrom: c@d.test\n\nx", set);

        Assert.Equal("first", digest.Subject);
        Assert.Equal(TextPlaces.Subject, Assert.Single(digest.MatchesOf(set)).Places);
        Assert.Equal(["a@b.test", "c@d.test"], digest.From.Select(address => address.Text));
    }

    [Fact]
    public async Task Encrypted_parts_are_told()
    {
        var digest = await DigestAsync("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIIB\n");

        Assert.True(Assert.Single(digest.Parts).IsEncrypted);
    }

    [Fact]
    public async Task Unpacking_ends_soon_after_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var bomb = Attached(Zip(("zeros", new byte[100_000_000])));
        var digesting = MessageDigester.DigestAsync(
            new MemoryStream(Segments.Octets(bomb)), [], MimeLimits.Default, cancellation.Token, () =>
            {
                cancellation.Cancel();
                return new MemoryStream();
            });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => digesting);
    }

    [Fact]
    public async Task Long_content_is_walked_on_a_thread_of_the_pool()
    {
        var threads = new List<bool>();
        var digesting = await Task.Factory.StartNew(
            () => MessageDigester.DigestAsync(
                new MemoryStream(Segments.Octets(Attached(Zip(("noise", Noise(200_000)))))), [], MimeLimits.Default, CancellationToken.None, () =>
                {
                    threads.Add(Thread.CurrentThread.IsThreadPoolThread);
                    return new MemoryStream();
                }),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await digesting;

        Assert.Equal([true], threads);
    }

    private static Task<MessageDigest> DigestAsync(string message, params PhraseSet[] sets)
        => MessageDigester.DigestAsync(
            new MemoryStream(Segments.Octets(message.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal))),
            sets,
            MimeLimits.Default,
            CancellationToken.None);

    private static string Attached(byte[] content)
        => "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks);

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(7).NextBytes(noise);
        return noise;
    }
}
