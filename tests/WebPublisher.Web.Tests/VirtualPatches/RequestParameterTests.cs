using WebPublisher.Web.VirtualPatches;

namespace WebPublisher.Web.Tests.VirtualPatches;

public sealed class RequestParameterTests
{
    [Theory]
    [InlineData("_from=a", true)]
    [InlineData("_FROM=a", true)]
    [InlineData(".from=a", true)]
    [InlineData("+.from=a", true)]
    [InlineData("%20_from=a", true)]
    [InlineData("[from=a", true)]
    [InlineData("_from[]=a", true)]
    [InlineData("_from[x][y]=a", true)]
    [InlineData("_from%00x=a", true)]
    [InlineData("%255ffrom=a", true)]
    [InlineData("_fromx=a", false)]
    [InlineData("x_from=a", false)]
    [InlineData("from=a", false)]
    [InlineData("-from=a", false)]
    [InlineData("_fro=a", false)]
    [InlineData("=a", false)]
    public void A_name_is_compared_as_servers_read_it(string query, bool same) => Assert.Equal(same, Assert.Single(ParameterList.Read(query.AsMemory())).Is("_from"));

    [Fact]
    public void Empty_pairs_are_skipped_and_names_may_be_repeated() =>
        Assert.Equal(["a=1", "a=", "b=", "=2"], ParameterList.Read("&&a=1&a&b=&=2&".AsMemory()).Select(p => $"{p.Name}={p.Value}"));

    [Fact]
    public void Fields_of_a_multipart_form_are_read_and_files_are_not() => Assert.Equal(
        ["_from=a b", "plain=x", "cut=off"],
        ParameterList.ReadMultipart(
            "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"_from\"\r\n\r\na b\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\ndata\r\n"u8.ToArray()
                .Concat("--b\nContent-Disposition: form-data; name=plain\n\nx\n--b\r\nContent-Disposition: form-data; name=\"cut\"\r\n\r\noff"u8.ToArray()).ToArray(),
            "b").Select(p => $"{p.Name}={p.Value}"));
}
