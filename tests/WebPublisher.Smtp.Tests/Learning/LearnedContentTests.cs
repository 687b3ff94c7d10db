using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Learning;

namespace WebPublisher.Smtp.Tests.Learning;

public sealed class LearnedContentTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("webpublisher-learning-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void What_is_taught_is_in_force_within_a_second()
    {
        var files = new LearningFiles(_directory.FullName);
        using var content = LearnedContent.Open(files, _time, NullLogger.Instance);
        Assert.Equal(0, content.Counts.Spam);
        var before = content.Judge(Lessons.Facts(Lessons.Letter(9999, "zirconium"))).LogOdds;

        Lessons.Teach(files, 500);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(500, content.Counts.Spam);
        Assert.True(content.Judge(Lessons.Facts(Lessons.Letter(9999, "zirconium"))).LogOdds > before + 1);
        Assert.True(content.Judge(Lessons.Facts(Lessons.Letter(9999, "minutes"))).LogOdds < before);
    }

    [Fact]
    public async Task What_is_damaged_leaves_what_was_known_in_force()
    {
        var files = new LearningFiles(_directory.FullName);
        Lessons.Teach(files, 60);
        using var content = LearnedContent.Open(files, _time, NullLogger.Instance);
        Assert.Equal(60, content.Counts.Spam);

        var model = Path.Combine(_directory.FullName, "content", "model");
        var octets = await File.ReadAllBytesAsync(model);
        octets[^40] ^= 1;
        await File.WriteAllBytesAsync(model, octets);
        _time.Advance(LearnedContent.WatchInterval * 3);
        Assert.Equal(60, content.Counts.Spam);

        Lessons.Teach(files, 70);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(70, content.Counts.Spam);
    }

    [Fact]
    public void A_reading_does_not_follow()
    {
        var files = new LearningFiles(_directory.FullName);
        Lessons.Teach(files, 60);
        using var content = LearnedContent.Read(files, NullLogger.Instance);
        Lessons.Teach(files, 70);
        Assert.Equal(60, content.Counts.Spam);
    }
}
