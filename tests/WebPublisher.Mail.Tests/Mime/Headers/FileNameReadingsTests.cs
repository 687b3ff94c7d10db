using WebPublisher.Mail.Mime;

namespace WebPublisher.Mail.Tests.Mime.Headers;

public sealed class FileNameReadingsTests
{
    [Theory]
    [InlineData("Content-Disposition: attachment; filename=a.zip")]
    [InlineData("Content-Disposition: attachment; filename=\"a.zip\"; size=3")]
    [InlineData("Content-Type: application/x-test; name=a.zip")]
    [InlineData("Content-Disposition: attachment; filename*=utf-8''a%2Ezip")]
    [InlineData("Content-Disposition: attachment; filename*0=a.; filename*1=zip")]
    [InlineData("Content-Disposition: attachment; filename*1=zip; filename*0=a.")]
    [InlineData("Content-Disposition: attachment; filename*0*=utf-8''a.; filename*1=zip")]
    [InlineData("Content-Disposition: attachment; filename*0*=utf-8''a%2E; filename*1*=%7Aip")]
    [InlineData("Content-Disposition: attachment; filename=\"=?utf-8?B?YS56aXA=?=\"")]
    [InlineData("Content-Disposition: attachment; filename==?utf-8?Q?a=2Ezip?=")]
    [InlineData("Content-Disposition: attachment;\n filename=\n a.zip")]
    [InlineData("Content-Disposition: attachment; FileName=\"C:\\\\folder\\\\a.zip\"")]
    [InlineData("Content-Disposition: attachment; filename=\"../../a.zip\"")]
    [InlineData("Content-Disposition: attachment; filename=\"a.zip. .\"")]
    [InlineData("Content-Disposition: attachment filename=a.zip")]
    [InlineData("Content-Disposition: attachment, filename=\"a.zip\"")]
    [InlineData("Content-Disposition: filename=a.zip")]
    [InlineData("Content-Type: application/x-test name=a.zip")]
    public void A_name_is_found_in_every_spelling(string fields)
    {
        var walked = Walked.Over($"{fields}\n\nx");
        Assert.Equal("a.zip", walked.Part(0).FileName);
        Assert.DoesNotContain(MimeFindingKind.FileNamesDisagree, walked.Kinds);
    }

    [Theory]
    [InlineData("Content-Disposition: attachment; filename=a.png; filename=a.zip")]
    [InlineData("Content-Disposition: attachment; filename=a.png; filename*=''a.zip")]
    [InlineData("Content-Disposition: attachment; filename=a.png\nContent-Type: application/x-test; name=a.zip")]
    [InlineData("Content-Disposition: attachment; filename=a.z(x.png)ip")]
    [InlineData("Content-Disposition: attachment; filename=a.zip(.png)")]
    [InlineData("Content-Disposition: attachment; filename=\"a.png\".zip")]
    [InlineData("Content-Disposition: attachment; filename=a.png;.zip")]
    [InlineData("Content-Disposition: attachment; filename=a.png\\;.zip")]
    [InlineData("Content-Disposition: attachment; filename*2=zip; filename*0=a.; filename=a.png")]
    [InlineData("Content-Disposition: attachment; filename*1=''a.; filename*0=zip; filename=a.png")]
    [InlineData("Content-Disposition: attachment; filename=\"a.zip\0.png\"")]
    public void Where_readers_take_different_names_all_are_told(string fields)
    {
        var walked = Walked.Over($"{fields}\n\nx");
        Assert.Contains(walked.Part(0).FileNames, name => name.EndsWith(".zip", StringComparison.Ordinal));
        Assert.Contains(MimeFindingKind.FileNamesDisagree, walked.Kinds);
    }

    [Fact]
    public void A_name_that_turns_around_is_told()
        => Assert.Contains(MimeFindingKind.FileNameReversed, Walked.Over("Content-Disposition: attachment; filename*=utf-8''photo%E2%80%AEgpj.exe\n\nx").Kinds);

    [Fact]
    public void A_long_name_is_cut_in_the_middle()
    {
        var name = Walked.Over($"Content-Disposition: attachment; filename={new string('a', 5000)}.exe\n\nx").Part(0).FileName!;
        Assert.Equal(1024, name.Length);
        Assert.EndsWith(".exe", name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_far_beyond_any_keeps_its_extension()
        => Assert.EndsWith(
            "b.exe",
            Walked.Over($"Content-Disposition: attachment; filename={new string('a', 100_000)} (x) {new string('b', 100_000)}.exe\n\nx").Part(0).FileName,
            StringComparison.Ordinal);

    [Fact]
    public void Names_beyond_the_limit_are_told()
        => Assert.Contains(
            MimeFindingKind.TooManyParameters,
            Walked.Over("Content-Disposition: attachment" + string.Concat(Enumerable.Range(0, 90).Select(number => $"; filename=a{number}.txt")) + "\n\nx").Kinds);
}
