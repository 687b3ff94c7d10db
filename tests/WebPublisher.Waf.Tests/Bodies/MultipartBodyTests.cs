using WebPublisher.Waf.Bodies;

namespace WebPublisher.Waf.Tests.Bodies;

public class MultipartBodyTests
{
    [Fact]
    public void Parts_are_arguments_and_files_with_their_header_lines()
    {
        var found = Read("--b|Content-Disposition: form-data; name=\"a\"||one|two||--b|content-disposition:form-data; name=f; filename=\"x.txt\"|Content-Type:  text/plain||12345|--b--|");

        Assert.Equal(
            """
            a=one
            two

            file f=x.txt 5
            header a=Content-Disposition: form-data; name="a"
            header f=content-disposition:form-data; name=f; filename="x.txt"
            header f=Content-Type:  text/plain
            flaws CrlfLine

            """.Replace("one\ntwo\n\n", "one\r\ntwo\r\n\n", StringComparison.Ordinal),
            found);
    }

    [Theory]
    [InlineData("--b|Content-Disposition: form-data; name=a||1|--b--", "a=1\nheader a=Content-Disposition: form-data; name=a\nflaws CrlfLine\n")]
    [InlineData("x|--b|Content-Disposition: form-data; name=a||1|--b--|y", "a=1\nheader a=Content-Disposition: form-data; name=a\nflaws DataBefore, DataAfter, CrlfLine\n")]
    [InlineData("--b|Content-Disposition: form-data; name=a||1\n--b--|", "a=1\nheader a=Content-Disposition: form-data; name=a\nflaws MixedLines\n")]
    [InlineData("--b\nContent-Disposition: form-data; name=a\n\n1\n--b--\n", "a=1\nheader a=Content-Disposition: form-data; name=a\nflaws LfLine\n")]
    [InlineData("--b|Content-Disposition: form-data;| name=a||1|--b--|", "a=1\nheader a=Content-Disposition: form-data; name=a\nflaws HeaderFolding, CrlfLine\n")]
    [InlineData("--b|Content-Disposition:  form-data;|\v name=a||1|--b--|", "a=1\nheader a=Content-Disposition: form-data; name=a\nflaws HeaderFolding, CrlfLine, InvalidHeaderFolding\n")]
    [InlineData("--b|Content-Disposition: form-data; name='a'||1|--b--|", "a=1\nheader a=Content-Disposition: form-data; name='a'\nflaws CrlfLine, InvalidQuoting\n")]
    [InlineData("--b|Content-Disposition: form-data; name=\"a\\\"\\x\"||1|--b--|", "a\"\\x=1\nheader a\"\\x=Content-Disposition: form-data; name=\"a\\\"\\x\"\nflaws CrlfLine\n")]
    [InlineData("--b|Content-Disposition: form-data; name=a||1|--c|--b--|", "a=1\r\n--c\nheader a=Content-Disposition: form-data; name=a\nflaws CrlfLine, UnmatchedBoundary\n")]
    [InlineData("--b|Content-Disposition: form-data; name=a||x--b|--b--|", "a=x--b\nheader a=Content-Disposition: form-data; name=a\nflaws CrlfLine, UnmatchedBoundary\n")]
    [InlineData("--b|Content-Disposition: form-data; name=a||--b|1|--b--|", "a=--b\r\n1\nheader a=Content-Disposition: form-data; name=a\nflaws CrlfLine, InvalidPart\n")]
    [InlineData("--b|--b--|", "flaws Malformed, CrlfLine, InvalidPart\nerror Multipart: a header line of a part has no name\n")]
    [InlineData("", "")]
    public void What_is_odd_is_told(string body, string expected) => Assert.Equal(expected, Read(body));

    [Theory]
    [InlineData("--b|Content-Disposition: form-data; name=a||1|", "the last boundary is missing")]
    [InlineData("x|", "there is no boundary")]
    [InlineData("--bx|", "does not end its line")]
    [InlineData("--b|X: y||1|--b--|", "has no Content-Disposition")]
    [InlineData("--b|Content-Disposition: form-data||1|--b--|", "has no name")]
    [InlineData("--b|Content-Disposition: form-data; filename=a||1|--b--|", "has no name")]
    [InlineData("--b|Content-Disposition: form-data; name=a; name=b||1|--b--|", "is malformed")]
    [InlineData("--b|Content-Disposition: form-data; name=a; filename=a; filename=b||1|--b--|", "is malformed")]
    [InlineData("--b|Content-Disposition: form-data; name=a; filename*=UTF-8''a.php||1|--b--|", "is malformed")]
    [InlineData("--b|Content-Disposition: form-data; name=a; size=1||1|--b--|", "is malformed")]
    [InlineData("--b|Content-Disposition: attachment; name=a||1|--b--|", "is malformed")]
    [InlineData("--b|Content-Disposition: form-data; name=\"a||1|--b--|", "is malformed")]
    [InlineData("--b|Content-Disposition: form-data; name=\"a\"x||1|--b--|", "is malformed")]
    [InlineData("--b|Content-Disposition: form-data; name=a; filename =a||1|--b--|", "hides its file name")]
    [InlineData("--b|X: y|x: z||1|--b--|", "a header field twice")]
    [InlineData("--b| x||1|--b--|", "continues nothing")]
    [InlineData("--b|X||1|--b--|", "has no name")]
    [InlineData("--b|X:\0y||1|--b--|", "has a NUL")]
    [InlineData("-- b|", "behind a quotation mark or white space")]
    public void What_is_malformed_is_an_error_and_has_no_arguments(string body, string error)
    {
        var found = Read(body);

        Assert.Contains("error Multipart:", found, StringComparison.Ordinal);
        Assert.Contains(error, found, StringComparison.Ordinal);
        Assert.DoesNotContain("a=", found.Replace("header a=", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quotation_mark_before_a_quoted_boundary_is_an_error()
        => Assert.Contains("error", BodyReading.Read(BodyProcessor.Multipart, "--\"b\"\r\n", "multipart/form-data; boundary=\"b\""), StringComparison.Ordinal);

    [Theory]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(8191)]
    [InlineData(100_000)]
    public void Long_lines_are_whole_and_counted(int length)
    {
        var line = new string('x', length);

        Assert.StartsWith($"a={line}\n", Read($"--b|Content-Disposition: form-data; name=a||{line}|--b--|"), StringComparison.Ordinal);
        Assert.StartsWith($"file a=f {length}\n", Read($"--b|Content-Disposition: form-data; name=a; filename=f||{line}|--b--|"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_header_line_is_an_error() => Assert.Contains("too long", Read($"--b|X: {new string('x', 5000)}||1|--b--|"), StringComparison.Ordinal);

    [Fact]
    public void A_long_folded_header_is_an_error()
        => Assert.Contains("too long", Read("--b|X: x|" + string.Concat(Enumerable.Repeat(" x|", 3000)) + "|1|--b--|"), StringComparison.Ordinal);

    [Fact]
    public void Values_count_against_the_limit_and_files_do_not()
    {
        var megabyte = new string('x', 1 << 20);

        Assert.Contains($"file a=f {1 << 20}\n", Read($"--b|Content-Disposition: form-data; name=a; filename=f||{megabyte}|--b--|"), StringComparison.Ordinal);
        Assert.Contains("too long\nerror", Read($"--b|Content-Disposition: form-data; name=a||{megabyte}|--b--|"), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_beyond_a_limit_that_rules_set_are_flagged()
    {
        const string File = "--b|Content-Disposition: form-data; name=a; filename=f||1|";

        Assert.DoesNotContain("FileLimit", BodyReading.Read(BodyProcessor.Multipart, Lines(File + "--b--|"), limits: new BodyLimits { Files = 1 }), StringComparison.Ordinal);
        Assert.Contains("FileLimitExceeded", BodyReading.Read(BodyProcessor.Multipart, Lines(File + File + "--b--|"), limits: new BodyLimits { Files = 1 }), StringComparison.Ordinal);
    }

    private static string Lines(string body) => body.Replace("|", "\r\n", StringComparison.Ordinal);

    private static string Read(string body) => BodyReading.Read(BodyProcessor.Multipart, Lines(body));
}
