// SPDX-License-Identifier: MIT
// HtsjdkQuery - the records of a region as htsjdk finds them by the index. Called as answer.sh tells.
import htsjdk.variant.variantcontext.Allele;
import htsjdk.variant.variantcontext.Genotype;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFFileReader;
import java.io.File;
import java.util.List;
import java.util.stream.Collectors;

public class HtsjdkQuery {
    public static void main(String[] args) {
        var reader = new VCFFileReader(new File(args[0]), true);
        List<String> samples = reader.getFileHeader().getGenotypeSamples();
        System.out.println("samples\t" + String.join("\t", samples));
        try (var records = reader.query(args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3]))) {
            while (records.hasNext()) System.out.println(line(records.next(), samples));
        }
    }

    static String line(VariantContext record, List<String> samples) {
        String alts = record.getAlternateAlleles().stream().map(Allele::getDisplayString).collect(Collectors.joining(","));
        String genotypes = samples.stream().map(name -> text(record, record.getGenotype(name))).collect(Collectors.joining("\t"));
        return String.join("\t", record.getContig(), String.valueOf(record.getStart()),
                record.getReference().getDisplayString(), alts, genotypes);
    }

    static String text(VariantContext record, Genotype genotype) {
        return genotype.getAlleles().stream()
                .map(allele -> allele.isNoCall() ? "." : String.valueOf(record.getAlleleIndex(allele)))
                .collect(Collectors.joining(genotype.isPhased() ? "|" : "/"));
    }
}
