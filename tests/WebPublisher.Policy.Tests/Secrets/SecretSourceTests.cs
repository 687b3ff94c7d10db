using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.Tests.Secrets;

public sealed class SecretSourceTests : IDisposable
{
    private static readonly SourceLocation Place = new("policy.yaml", 3, 9);

    private readonly TemporaryDirectory _files = new();
    private readonly string _variable = $"WEBPUBLISHER_TEST_{Guid.NewGuid():N}";
    private readonly DiagnosticList _diagnostics = [];

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(_variable, null);
        _files.Dispose();
    }

    [Theory]
    [InlineData("hunter2", "hunter2")]
    [InlineData("hunter2\n", "hunter2")]
    [InlineData("hunter2\r\n", "hunter2")]
    [InlineData(" hunter 2 \n\n", " hunter 2 \n")]
    [InlineData("pässwörd", "pässwörd")]
    public void One_trailing_line_break_is_no_part_of_a_secret(string content, string expected)
    {
        Environment.SetEnvironmentVariable(_variable, content);

        Assert.Equal(expected, SecretSource.FromFile(Place, _files.Write("secret", content)).Read(_diagnostics)!.Reveal().ToString());
        Assert.Equal(expected, SecretSource.FromEnvironment(Place, _variable).Read(_diagnostics)!.Reveal().ToString());
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public void A_secret_does_not_print()
    {
        var source = SecretSource.FromFile(Place, _files.Write("secret", "hunter2"));

        Assert.Equal("(secret)", $"{source.Read(_diagnostics)}");
        Assert.Equal(_files["secret"], $"{source}");
        Assert.Equal($"environment variable {_variable}", $"{SecretSource.FromEnvironment(Place, _variable)}");
    }

    [Theory]
    [InlineData(0x1a4, "open to everybody (mode 0644); run: chmod 600 ")]
    [InlineData(0x190, "for more than reading (mode 0620)")]
    public void A_file_that_others_can_reach_is_refused(int mode, string expected) =>
        AssertRefused(SecretSource.FromFile(Place, _files.Write("secret", "hunter2", mode)), expected);

    [Fact]
    public void What_cannot_be_a_secret_is_refused_without_repeating_it()
    {
        AssertRefused(SecretSource.FromFile(Place, _files["missing"]), "missing does not exist");
        AssertRefused(SecretSource.FromFile(Place, _files.Path), "is not a regular file");
        AssertRefused(SecretSource.FromFile(Place, "/tmp/\0"), "cannot be read");
        AssertRefused(SecretSource.FromFile(Place, _files.Write("empty", "\n")), "empty is empty");
        AssertRefused(SecretSource.FromFile(Place, _files.Write("binary", [0x68, 0xff, 0xfe])), "binary is not UTF-8 text");
        AssertRefused(SecretSource.FromFile(Place, _files.Write("long", new string('x', SecretSource.MaxLength + 1))), "is larger than 8192 bytes");
        AssertRefused(SecretSource.FromEnvironment(Place, _variable), $"environment variable {_variable} is not set");
        Environment.SetEnvironmentVariable(_variable, new string('x', SecretSource.MaxLength + 1));
        AssertRefused(SecretSource.FromEnvironment(Place, _variable), "is longer than 8192 bytes");
        Assert.DoesNotContain(_diagnostics, d => d.Message.Contains("xxx", StringComparison.Ordinal));
    }

    [Fact]
    public void The_longest_secret_is_accepted() =>
        Assert.Equal(SecretSource.MaxLength, SecretSource.FromFile(Place, _files.Write("long", new string('x', SecretSource.MaxLength))).Read(_diagnostics)!.Reveal().Length);

    private void AssertRefused(SecretSource source, string expected)
    {
        Assert.Null(source.Read(_diagnostics));
        Assert.Contains(_diagnostics, d => d.Location == Place && d.Message.Contains(expected, StringComparison.Ordinal));
    }
}
