using System.Diagnostics;
using System.Text;
using WebPublisher.Mail.Headers;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents.Changes;

public sealed class HeaderEditTests
{
    private static readonly HeaderEdit s_edit = new([new PrependText("Subject", "[EXTERNAL]"), new SetField("X-Seen", "yes"), new RemoveField("X-Gone")]);

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    [InlineData(2_000_000)]
    public async Task The_body_stays_octet_for_octet(int size)
    {
        var body = new byte[size];
        new Random(size).NextBytes(body);
        await using var rig = new RelayRig();
        var source = new MemoryStream([.. Encoding.ASCII.GetBytes("Subject: x\r\nX-Gone: 1\r\n\r\n"), .. body]);
        await using var edited = rig.Area.Open();
        await s_edit.ApplyAsync(source, edited, CancellationToken.None);
        byte[] expected = [.. Encoding.ASCII.GetBytes("Subject: [EXTERNAL] x\r\nX-Seen: yes\r\n\r\n"), .. body];
        Assert.Equal(expected, await ReadAsync(edited.OpenRead()));
    }

    [Fact]
    public async Task A_long_header_is_edited_wherever_reads_cut_it()
    {
        var header = string.Concat(Enumerable.Range(0, 8000).Select(i => $"X-{i}: {new string('v', i % 70)}\r\n"));
        await using var rig = new RelayRig();
        await using var edited = rig.Area.Open();
        await new HeaderEdit([new RemoveField("X-1")]).ApplyAsync(new MemoryStream(Encoding.ASCII.GetBytes($"{header}\r\nbody\r\n")), edited, CancellationToken.None);
        Assert.Equal($"{header.Replace("X-1: v\r\n", "", StringComparison.Ordinal)}\r\nbody\r\n", Encoding.ASCII.GetString(await ReadAsync(edited.OpenRead())));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task The_end_of_the_header_is_seen_wherever_reads_cut_it(int octets)
    {
        await using var rig = new RelayRig();
        await using var edited = rig.Area.Open();
        using var source = new DribblingStream(Encoding.ASCII.GetBytes("A: 1\r\nX-Gone: 2\r\n\r\nX-Gone: 3\r\n\r\n"), octets);
        await s_edit.ApplyAsync(source, edited, CancellationToken.None);
        Assert.Equal("A: 1\r\nSubject: [EXTERNAL]\r\nX-Seen: yes\r\n\r\nX-Gone: 3\r\n\r\n", Encoding.ASCII.GetString(await ReadAsync(edited.OpenRead())));
    }

    [Fact]
    public async Task Content_that_is_header_alone_is_edited()
    {
        await using var rig = new RelayRig();
        await using var edited = rig.Area.Open();
        await s_edit.ApplyAsync(new MemoryStream("Subject: x\r\n"u8.ToArray()), edited, CancellationToken.None);
        Assert.Equal("Subject: [EXTERNAL] x\r\nX-Seen: yes\r\n", Encoding.ASCII.GetString(await ReadAsync(edited.OpenRead())));
    }

    [FactNeedingOpenssl]
    public async Task What_was_signed_remains_so()
    {
        using var directory = new TemporaryDirectory();
        await OpensslAsync("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=Sender",
            "-addext", "subjectAltName=email:sender@example.net", "-addext", "extendedKeyUsage=emailProtection", "-keyout", directory["key.pem"], "-out", directory["certificate.pem"]);
        await File.WriteAllTextAsync(directory["text"], "Content-Type: text/plain\r\n\r\nSubject: in the body\r\ntrailing blanks  \r\n\r\n");
        await OpensslAsync("cms", "-sign", "-in", directory["text"], "-binary", "-crlfeol", "-signer", directory["certificate.pem"], "-inkey", directory["key.pem"], "-out", directory["signed"]);
        var signed = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(directory["signed"])).ReplaceLineEndings("\r\n");
        await using var rig = new RelayRig();
        await using var edited = rig.Area.Open();
        await s_edit.ApplyAsync(new MemoryStream(Encoding.Latin1.GetBytes($"Subject: signed\r\n{signed}")), edited, CancellationToken.None);
        await File.WriteAllBytesAsync(directory["edited"], await ReadAsync(edited.OpenRead()));
        Assert.Contains("[EXTERNAL] signed", await File.ReadAllTextAsync(directory["edited"]), StringComparison.Ordinal);
        await OpensslAsync(
            "cms", "-verify", "-in", directory["edited"], "-binary", "-crlfeol", "-CAfile", directory["certificate.pem"], "-purpose", "any", "-out", directory["verified"]);
        Assert.Equal(await File.ReadAllTextAsync(directory["text"]), await File.ReadAllTextAsync(directory["verified"]));
    }

    private static async Task OpensslAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments) { RedirectStandardError = true };

        // The product's own settings of OpenSSL, by a path that holds in its folder alone.
        start.Environment.Remove("OPENSSL_CONF");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("openssl did not start.");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, error);
    }

    /// <summary>Gives some octets at a time.</summary>
    private sealed class DribblingStream(byte[] content, int octets) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(octets, buffer.Length)], cancellationToken);
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
