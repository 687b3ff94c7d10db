namespace WebPublisher.Policy.Tests.Compilation.Ipsec;

public sealed class IpsecCompilerTests : IDisposable
{
    private const string Policy = """
        version: 1
        server: { name: EDGE01 }
        ipsec: { connections: { owafe01: { front: { address: 10.0.0.1 }, back: { address: 10.0.0.2 }, presharedKey: { file: psk } } } }
        """;

    private readonly PolicyWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void A_preshared_key_of_twenty_bytes_is_taken()
    {
        Write("12345678901234567890\n");

        var connection = Assert.Single(_workshop.Compile(Policy).Ipsec!.Connections);

        Assert.Equal(Path.Combine(_workshop.Path, "psk"), connection.PresharedKey!.FilePath);
        Assert.Equal("10.0.0.2", connection.Back.Identity);
        Assert.Equal(80, Assert.Single(connection.Ports));
    }

    [Fact]
    public void A_shorter_one_is_refused_and_not_repeated()
    {
        Write("1234567890123456789\n");

        Assert.Equal(
            "policy.yaml:3:117: the preshared key is shorter than 20 bytes and could be guessed; make one with: openssl rand -base64 32\n", _workshop.Diagnose(Policy));
    }

    [Fact]
    public void Another_preshared_key_is_another_policy()
    {
        Write("12345678901234567890");
        var before = _workshop.Compile(Policy).Revision;
        Write("12345678901234567891");

        Assert.NotEqual(before, _workshop.Compile(Policy).Revision);
    }

    private void Write(string key) => File.SetUnixFileMode(_workshop.Write("psk", key), UnixFileMode.UserRead | UnixFileMode.UserWrite);
}
