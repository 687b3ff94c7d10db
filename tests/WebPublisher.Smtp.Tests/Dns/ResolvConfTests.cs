using WebPublisher.Smtp.Dns;

namespace WebPublisher.Smtp.Tests.Dns;

public sealed class ResolvConfTests
{
    [Theory]
    [InlineData("nameserver 192.0.2.53\nnameserver\t2001:db8::53 # mine\r\n", "192.0.2.53:53 [2001:db8::53]:53")]
    [InlineData("# nameserver 192.0.2.53\n;nameserver 192.0.2.54\nsearch example.test\noptions ndots:5\n", "127.0.0.1:53")]
    [InlineData("nameserver dns.test\nnameserver\nnameserver 192.0.2.1\n", "192.0.2.1:53")]
    [InlineData("nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\nnameserver 192.0.2.4\n", "192.0.2.1:53 192.0.2.2:53 192.0.2.3:53")]
    [InlineData("", "127.0.0.1:53")]
    public void Servers_are_read_as_the_c_library_reads_them(string text, string expected) => Assert.Equal(expected, string.Join(' ', ResolvConf.Read(text)));
}
