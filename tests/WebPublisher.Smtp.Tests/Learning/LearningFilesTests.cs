using System.Text;
using WebPublisher.Smtp.Learning;

namespace WebPublisher.Smtp.Tests.Learning;

public sealed class LearningFilesTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("webpublisher-learning-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Nothing_can_be_read_out_of_the_files_and_none_but_their_owner_reads_them()
    {
        Lessons.Teach(new LearningFiles(_directory.FullName), 60);
        foreach (var file in Directory.EnumerateFiles(_directory.FullName, "*", SearchOption.AllDirectories))
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            Assert.DoesNotContain("zirc", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("client", text, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_directory.FullName, "content")));
    }

    [Fact]
    public void What_is_forgotten_was_never_learned()
    {
        var files = new LearningFiles(_directory.FullName);
        var before = Lessons.Teach(files, 60);
        var book = files.ReadLessons();
        var more = book.Lessons.First() with { Number = 4711, IsSpam = false };
        Assert.True(book.Add(more));
        Assert.NotEqual(before.Counts.Ham, files.Write(book).Counts.Ham);
        Assert.True(book.Forget(4711, isSpam: false));
        files.Write(book);
        var content = LearnedContent.Read(files, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Assert.Equal(before.Counts.Ham, content.Counts.Ham);
        Assert.Equal(before.TokenCount, files.ReadModel()!.TokenCount);
    }

    [Fact]
    public void One_teaches_at_a_time()
    {
        var files = new LearningFiles(_directory.FullName);
        using (files.Lock())
        {
            Assert.Throws<LearningException>(() => files.Lock());
        }

        files.Lock().Dispose();
    }

    [Fact]
    public void A_file_that_is_cut_is_told()
    {
        var files = new LearningFiles(_directory.FullName);
        Lessons.Teach(files, 60);
        var lessons = Path.Combine(_directory.FullName, "content", "lessons");
        File.WriteAllBytes(lessons, File.ReadAllBytes(lessons)[..100]);
        Assert.Contains("is damaged", Assert.Throws<LearningException>(() => files.ReadLessons()).Message, StringComparison.OrdinalIgnoreCase);
    }
}
